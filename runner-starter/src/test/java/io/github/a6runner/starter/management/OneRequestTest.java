/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OneRequestTest {

  @Test
  void request_pageThatCannotBeMade_isAnsweredAndNotJustHungUpOn() {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new OneRequest(
                (uri, accept) -> {
                  throw new IllegalStateException("broken");
                }));
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/status");
    request.headers().set(HttpHeaderNames.HOST, "localhost");

    channel.writeInbound(request);

    FullHttpResponse response = channel.readOutbound();
    assertThat(response.status()).isEqualTo(HttpResponseStatus.INTERNAL_SERVER_ERROR);
    assertThat(response.content().toString(StandardCharsets.UTF_8)).doesNotContain("broken");
    response.release();
    channel.finishAndReleaseAll();
  }
}
