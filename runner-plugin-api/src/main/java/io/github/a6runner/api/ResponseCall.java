/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * A response of the upstream on its way to the client, as the filters before have left it. Whatever
 * is not changed reaches the client as it came.
 *
 * <p>Where APISIX reads no body it forgets to send the response: the upstream gets the request once
 * more, and the client what comes then, without what filters changed. The runner prevents that for
 * 204 and 304; for others, as those to {@code HEAD}, only a filter that replaces the body does.
 *
 * <pre>{@code
 * public void onResponse(ResponseCall call, Conf conf) {
 *   if (call.status() == 500) {
 *     call.status(502);
 *     call.headers().set("Content-Type", "text/plain");
 *     call.replaceBody("something is wrong behind the gateway\n");
 *   }
 * }
 * }</pre>
 */
public interface ResponseCall extends Call {

  /**
   * The HTTP status.
   *
   * @return the upstream's, or what a filter before has made of it
   */
  int status();

  /**
   * Changes the status.
   *
   * @param status 200 to 599
   * @throws IllegalArgumentException if it is another
   */
  void status(int status);

  /**
   * The headers. A header that describes the body or the connection (Content-Length,
   * Transfer-Encoding and the like) can be read, but is made anew on the way to the client.
   *
   * @return a view that shows and takes changes
   */
  ResponseHeaders headers();
}
