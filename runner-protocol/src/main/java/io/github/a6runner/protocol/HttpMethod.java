/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import io.github.a6runner.protocol.wire.Method;
import java.util.Optional;

/** The methods of requests that APISIX passes to a runner. */
public enum HttpMethod {
  /** GET. */
  GET(Method.GET),
  /** HEAD. */
  HEAD(Method.HEAD),
  /** POST. */
  POST(Method.POST),
  /** PUT. */
  PUT(Method.PUT),
  /** DELETE. */
  DELETE(Method.DELETE),
  /** MKCOL, of WebDAV. */
  MKCOL(Method.MKCOL),
  /** COPY, of WebDAV. */
  COPY(Method.COPY),
  /** MOVE, of WebDAV. */
  MOVE(Method.MOVE),
  /** OPTIONS. */
  OPTIONS(Method.OPTIONS),
  /** PROPFIND, of WebDAV. */
  PROPFIND(Method.PROPFIND),
  /** PROPPATCH, of WebDAV. */
  PROPPATCH(Method.PROPPATCH),
  /** LOCK, of WebDAV. */
  LOCK(Method.LOCK),
  /** UNLOCK, of WebDAV. */
  UNLOCK(Method.UNLOCK),
  /** PATCH. */
  PATCH(Method.PATCH),
  /** TRACE. */
  TRACE(Method.TRACE);

  private static final WireNumbers<HttpMethod> NUMBERS =
      new WireNumbers<>(HttpMethod.class, HttpMethod::wireNumber);

  private final int wireNumber;

  HttpMethod(int wireNumber) {
    this.wireNumber = wireNumber;
  }

  /** Returns the number that stands for the method on the wire. */
  int wireNumber() {
    return wireNumber;
  }

  /** Returns the method that a number on the wire stands for, if any does. */
  static Optional<HttpMethod> ofWireNumber(int number) {
    return NUMBERS.find(number);
  }
}
