/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestTarget;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.http.LoopbackAddress;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages of HTTP as the gateway has them, and back. */
final class HttpMessages {
  private HttpMessages() {}

  /** Takes all that matters out of a request; empty if APISIX knows no such method. */
  static Optional<IncomingRequest> incoming(Channel channel, FullHttpRequest message) {
    return Stream.of(HttpMethod.values())
        .filter(method -> method.name().equals(message.method().name()))
        .findFirst()
        .map(method -> incoming(channel, method, message));
  }

  /**
   * Makes a response; one that HTTP does not allow becomes 502.
   *
   * @param response the response
   * @param head whether nobody wants its body
   */
  static FullHttpResponse of(GatewayResponse response, boolean head) {
    try {
      return unchecked(response, head);
    } catch (IllegalArgumentException e) {
      return unchecked(RequestFlow.text(502, "502: a header that HTTP does not allow\n"), head);
    }
  }

  private static IncomingRequest incoming(
      Channel channel, HttpMethod method, FullHttpRequest message) {
    List<TextEntry> headers =
        message.headers().entries().stream()
            .map(each -> entry(each.getKey().toLowerCase(Locale.ROOT), each.getValue()))
            .toList();
    return new IncomingRequest(
        method,
        new RequestTarget(message.uri()),
        headers,
        Bytes.of(message.content().nioBuffer()),
        (InetSocketAddress) channel.remoteAddress(),
        new LoopbackAddress((InetSocketAddress) channel.localAddress()));
  }

  private static TextEntry entry(String name, String value) {
    Text text = Text.decode(value.getBytes(StandardCharsets.ISO_8859_1));
    return new TextEntry(Text.of(name), Optional.of(text));
  }

  private static FullHttpResponse unchecked(GatewayResponse response, boolean head) {
    byte[] body = response.body().toByteArray();
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(body));
    for (TextEntry header : DevHeaders.endToEnd(response.headers())) {
      message.headers().add(header.name().string(), DevHeaders.value(header));
    }
    if (head && body.length == 0) {
      // What the body would have, as the upstream says.
      response.headers().stream()
          .filter(header -> DevHeaders.name(header).equals("content-length"))
          .forEach(header -> message.headers().set("content-length", DevHeaders.value(header)));
    } else {
      message.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    if (body.length > 0 && !message.headers().contains(HttpHeaderNames.CONTENT_TYPE)) {
      message.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    }
    return message;
  }
}
