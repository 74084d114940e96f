/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * A response of the upstream on its way to the client, as the filters before have left it. Whatever
 * is not changed reaches the client as it came.
 *
 * <p>A response without a body APISIX does not send: it has the request sent to the upstream once
 * more, and sends what comes then, without what filters changed. The runner prevents that for 204
 * and 304; for others, as those to {@code HEAD}, only a filter does that replaces the body.
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
