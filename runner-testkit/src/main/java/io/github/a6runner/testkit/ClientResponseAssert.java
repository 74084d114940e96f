/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.util.List;

/**
 * Assertions about what the client gets. A message shows the whole call.
 *
 * <pre>{@code
 * assertThat(outcome).stops().hasHeader("X-Resp-A6-Runner", "Java").hasBody("hi");
 * }</pre>
 */
public final class ClientResponseAssert
    extends OutcomeAssert<ClientResponseAssert, ClientResponse> {

  ClientResponseAssert(ClientResponse actual, Object whole) {
    super(actual, ClientResponseAssert.class, whole);
  }

  /**
   * It has a status.
   *
   * @param status the status
   * @return this
   */
  public ClientResponseAssert hasStatus(int status) {
    requireEqual("status", status, actual.status());
    return this;
  }

  /**
   * It has just these values of a header, in this order.
   *
   * @param name the name, in any case
   * @param values the values
   * @return this
   */
  public ClientResponseAssert hasHeader(String name, String... values) {
    requireHeaders(name, List.of(values), actual.headers());
    return this;
  }

  /**
   * It has no header of a name.
   *
   * @param name the name, in any case
   * @return this
   */
  public ClientResponseAssert hasNoHeader(String name) {
    requireHeaders(name, List.of(), actual.headers());
    return this;
  }

  /**
   * Its body is a text in UTF-8.
   *
   * @param text the text
   * @return this
   */
  public ClientResponseAssert hasBody(String text) {
    requireEqual("body", text, actual.body().text());
    return this;
  }

  /**
   * Its body is a text in UTF-8 that has some part.
   *
   * @param part the part
   * @return this
   */
  public ClientResponseAssert hasBodyContaining(String part) {
    requireContains("body", part, actual.body().text());
    return this;
  }

  /**
   * It has no body.
   *
   * @return this
   */
  public ClientResponseAssert hasNoBody() {
    return hasBody("");
  }
}
