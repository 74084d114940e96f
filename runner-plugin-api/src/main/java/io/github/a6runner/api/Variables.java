/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * Names of variables that APISIX and nginx have for each request; {@link Call#variable} takes these
 * and any other name that the gateway knows, such as {@code arg_NAME}, {@code cookie_NAME}, {@code
 * http_NAME} and {@code graphql_NAME}. Which of them are set depends on the request and the route;
 * one that is not is an empty {@code Optional}.
 *
 * <pre>{@code
 * Optional<String> consumer = call.variable(Variables.CONSUMER_NAME);
 * Optional<String> session = call.variable("cookie_session");
 * }</pre>
 */
public final class Variables {
  /** The address of the client, or what the real-ip plugin made of it. */
  public static final String REMOTE_ADDR = "remote_addr";

  /** The port of the client. */
  public static final String REMOTE_PORT = "remote_port";

  /** {@code http} or {@code https}. */
  public static final String SCHEME = "scheme";

  /** The host that the client asked for. */
  public static final String HOST = "host";

  /** The path and query as the client sent them, encoded. */
  public static final String REQUEST_URI = "request_uri";

  /** The path, decoded and without the query. */
  public static final String URI = "uri";

  /** The query, encoded. */
  public static final String ARGS = "args";

  /** The method of the request. */
  public static final String REQUEST_METHOD = "request_method";

  /** The id of the request that nginx draws. */
  public static final String REQUEST_ID = "request_id";

  /** The size of the request with its headers, in bytes. */
  public static final String REQUEST_LENGTH = "request_length";

  /** The time since the request's first byte, in seconds with a fraction of milliseconds. */
  public static final String REQUEST_TIME = "request_time";

  /** The protocol, for instance {@code HTTP/1.1}. */
  public static final String SERVER_PROTOCOL = "server_protocol";

  /** The address on which the request arrived. */
  public static final String SERVER_ADDR = "server_addr";

  /** The port on which the request arrived. */
  public static final String SERVER_PORT = "server_port";

  /** The id of the route that matched. */
  public static final String ROUTE_ID = "route_id";

  /** The name of the route that matched. */
  public static final String ROUTE_NAME = "route_name";

  /** The id of the service of the route. */
  public static final String SERVICE_ID = "service_id";

  /** The name of the service of the route. */
  public static final String SERVICE_NAME = "service_name";

  /** The name of the consumer whom an authentication plugin of APISIX has found. */
  public static final String CONSUMER_NAME = "consumer_name";

  /** The group of that consumer. */
  public static final String CONSUMER_GROUP_ID = "consumer_group_id";

  /** The address of the upstream's node that was chosen. */
  public static final String BALANCER_IP = "balancer_ip";

  /** The port of the upstream's node that was chosen. */
  public static final String BALANCER_PORT = "balancer_port";

  private Variables() {}
}
