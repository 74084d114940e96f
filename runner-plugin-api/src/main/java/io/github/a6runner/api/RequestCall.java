/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A request on its way to the upstream, as the filters before have left it.
 *
 * <pre>{@code
 * if (!tenant.get().matches("[a-z0-9-]+")) {
 *   return Decision.stop(400); // .. would lead elsewhere
 * }
 * call.path("/tenants/" + tenant.get() + call.path());
 * call.headers().set("X-Tenant", tenant.get());
 * call.args().remove("tenant");
 * call.responseHeaders().set("X-Tenant", tenant.get());
 * return Decision.proceed();
 * }</pre>
 *
 * <p>A change that APISIX cannot carry is refused where it is tried, with {@link
 * IllegalArgumentException}. What a filter changes is undone if it then fails and is skipped.
 */
public interface RequestCall extends Call {

  /**
   * The HTTP method. APISIX lets no plugin runner change it.
   *
   * @return the method in upper case, for instance {@code GET}
   */
  String method();

  /**
   * The address of the client, IPv4 or IPv6.
   *
   * @return the address, or empty for a client on a Unix socket
   */
  Optional<InetAddress> clientAddress();

  /**
   * The path, decoded and without the query.
   *
   * @return the path
   */
  String path();

  /**
   * Changes the path that the upstream sees. It is given decoded: APISIX encodes it.
   *
   * @param path the new path
   * @throws IllegalArgumentException if it does not begin with {@code /}, holds a control
   *     character, or a {@code ?} that the path did not have: the query is {@link #args}
   */
  void path(String path);

  /**
   * The headers.
   *
   * @return a view that shows and takes changes
   */
  RequestHeaders headers();

  /**
   * The arguments of the query.
   *
   * @return a view that shows and takes changes
   */
  QueryArgs args();

  /**
   * Headers for the response to come, whoever will answer. They stand beside those of the same name
   * that come from the upstream; where the response has filters of its own, the upstream's win.
   *
   * @return a view that shows and takes changes; shows nothing of what an upstream will send
   */
  ResponseHeaders responseHeaders();
}
