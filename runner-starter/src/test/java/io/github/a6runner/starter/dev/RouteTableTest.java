/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final RouteTable TABLE =
      RoutesFile.read(
              "r",
              """
              routes:
                - {id: all, uri: /*}
                - {id: short, uri: /a*}
                - {id: long, uri: /a/b*}
                - {id: exact, uri: /a/b}
                - {id: post, uri: /m, methods: [POST]}
                - {id: low, uri: /p}
                - {id: high, uri: /p, priority: 1}
                - {id: wild, uri: /h, hosts: ["*.example.org"]}
                - {id: host, uri: /h, host: one.test}
              #END
              """)
          .table();

  @ParameterizedTest
  @CsvSource({
    "GET, x, /, all",
    "GET, x, /ab, short",
    "GET, x, /a/bc, long",
    "GET, x, /a/b, exact",
    "POST, x, /m, post",
    "GET, x, /m, all",
    "GET, x, /p, high",
    "GET, one.test, /h, host",
    "GET, ONE.test, /h, host",
    "GET, a.example.org, /h, wild",
    "GET, example.org, /h, all",
  })
  void find_request_takesApisixsChoice(String method, String host, String path, String id) {
    assertThat(TABLE.find(method, host, path).map(Route::id)).contains(id);
  }
}
