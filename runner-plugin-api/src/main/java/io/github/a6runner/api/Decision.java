/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a filter decides on a request: to let it go on, with what was changed on the call, or to
 * stop it with an answer. Immutable, safe for any thread; equal to another one that says the same.
 *
 * <pre>{@code
 * return Decision.stop(403).header("Content-Type", "text/plain").body("who are you?\n");
 * }</pre>
 *
 * <p>A stop is final: no filter after it runs.
 */
public sealed interface Decision {

  /**
   * Lets the request go on.
   *
   * @return the decision to proceed
   */
  static Decision proceed() {
    return Proceed.INSTANCE;
  }

  /**
   * Stops the request with an answer of the filter's own.
   *
   * @param status the HTTP status of the answer, 200 to 599
   * @return the decision to stop, so far without headers of its own and without a body
   * @throws IllegalArgumentException if the status is another
   */
  static Stop stop(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 200 to 599)");
    }
    return new Stop(status, List.of(), Body.empty());
  }

  /** The decision to let a request go on. */
  final class Proceed implements Decision {
    private static final Proceed INSTANCE = new Proceed();

    private Proceed() {}

    @Override
    public String toString() {
      return "Proceed";
    }
  }

  /**
   * The decision to stop a request. Each method that adds something returns a new value; the body
   * comes last.
   *
   * <p>Headers that filters have set with {@link RequestCall#responseHeaders} are sent too, unless
   * this has one of the same name.
   */
  final class Stop implements Decision {
    private final int status;
    private final List<Header> headers;
    private final Body body;

    private Stop(int status, List<Header> headers, Body body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    /**
     * This answer with one more header; one that is there already stays, so a name can repeat.
     *
     * @param name the header's name
     * @param value the header's value
     * @return an answer with the header added
     * @throws IllegalArgumentException if name or value cannot be sent, or the name is
     *     Content-Length or Transfer-Encoding: the gateway alone gives them
     */
    public Stop header(String name, String value) {
      Header header = Header.checked(name, value);
      FixedHeaders.refuseFraming(name);
      List<Header> all = new ArrayList<>(headers);
      all.add(header);
      return new Stop(status, List.copyOf(all), body);
    }

    /**
     * This answer with a text as its body, in UTF-8. An empty body is no body.
     *
     * @param text the body
     * @return the finished answer, to which no header can be added any more
     */
    public Decision body(String text) {
      return body(Body.of(text));
    }

    /**
     * This answer with another body. An empty body is no body.
     *
     * @param newBody the body
     * @return the finished answer, to which no header can be added any more
     */
    public Decision body(Body newBody) {
      return new Stop(status, headers, requireNonNull(newBody, "newBody"));
    }

    /**
     * The status of the answer.
     *
     * @return 200 to 599
     */
    public int status() {
      return status;
    }

    /**
     * The headers of the answer, in the order in which they were added.
     *
     * @return an immutable list
     */
    public List<Header> headers() {
      return headers;
    }

    /**
     * The body of the answer.
     *
     * @return the body, empty if there is none
     */
    public Body body() {
      return body;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stop that
          && status == that.status
          && headers.equals(that.headers)
          && body.equals(that.body);
    }

    @Override
    public int hashCode() {
      return Objects.hash(status, headers, body);
    }

    /** Says what is answered, but of the body only how long it is. */
    @Override
    public String toString() {
      return "Stop[status=" + status + ", headers=" + headers + ", body=" + body + "]";
    }
  }
}
