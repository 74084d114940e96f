/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the frames that a real APISIX and a runner sent each other, for this module's tests and
 * those of others. What a frame means comes from its {@code case.json}, not from a decoder.
 */
public final class Vectors {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How the schema numbers the methods, written down once more so that the enum is held to it. */
  private static final List<String> METHODS =
      List.of(
          "GET HEAD POST PUT DELETE MKCOL COPY MOVE OPTIONS PROPFIND PROPPATCH LOCK UNLOCK PATCH TRACE"
              .split(" "));

  private Vectors() {}

  /**
   * One recorded call.
   *
   * @param name the name of its folder
   * @param frames its frames in the order in which they crossed the socket
   */
  public record Vector(String name, List<Frame> frames) {

    /** Returns the messages of the frames that one side sent. */
    public Stream<Message> messages(boolean fromGateway) {
      return frames.stream()
          .filter(frame -> frame.fromGateway() == fromGateway)
          .map(Frame::message);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * One recorded frame.
   *
   * @param name folder and file, to name it by
   * @param fromGateway whether APISIX sent it
   * @param bytes the whole of it, header included
   * @param message what it means
   */
  public record Frame(String name, boolean fromGateway, Bytes bytes, Message message) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns all recorded calls. */
  public static List<Vector> all() {
    String index = new String(resource("INDEX"), UTF_8);
    return index.lines().map(Vectors::named).toList();
  }

  /** Returns the frames of all recorded calls. */
  public static List<Frame> frames() {
    return all().stream().flatMap(vector -> vector.frames().stream()).toList();
  }

  /** Returns the recorded call of a name. */
  public static Vector named(String name) {
    try {
      List<Frame> frames = new ArrayList<>();
      for (JsonNode node : JSON.readTree(resource(name + "/case.json"))) {
        frames.add(frame(name + "/" + node.required("file").asText(), node.required("says")));
      }
      return new Vector(name, frames);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static Frame frame(String name, JsonNode says) {
    boolean fromGateway = name.contains("-apisix-");
    Message message = fromGateway ? gatewayMessage(says) : runnerMessage(says);
    return new Frame(name, fromGateway, Bytes.of(resource(name)), message);
  }

  private static GatewayMessage gatewayMessage(JsonNode says) {
    return switch (says.required("type").asText()) {
      case "PREPARE_CONF" ->
          new PrepareConf(text(says.required("key")), entries(says.required("conf")));
      case "HTTP_REQ_CALL" -> httpReqCall(says);
      case "HTTP_RESP_CALL" ->
          new HttpRespCall(
              says.required("id").asLong(),
              says.required("status").asInt(),
              entries(says.required("headers")),
              says.required("conf_token").asLong());
      case "EXTRA_INFO" ->
          new ExtraInfoReply(
              text(says.required("result_base64"))
                  .map(base64 -> Bytes.of(Base64.getDecoder().decode(base64))));
      default -> throw new AssertionError(says);
    };
  }

  private static HttpReqCall httpReqCall(JsonNode says) {
    return new HttpReqCall(
        says.required("id").asLong(),
        Bytes.of(HexFormat.of().parseHex(says.required("src_ip").asText())),
        HttpMethod.valueOf(METHODS.get(says.required("method").asInt())),
        Text.of(says.required("path").asText()),
        entries(says.required("args")),
        entries(says.required("headers")),
        says.required("conf_token").asLong());
  }

  private static RunnerMessage runnerMessage(JsonNode says) {
    return switch (says.required("type").asText()) {
      case "PREPARE_CONF" -> new PrepareConfReply(says.required("conf_token").asLong());
      case "HTTP_REQ_CALL" -> {
        requireNone(says.required("action"));
        yield new HttpReqReply(says.required("id").asLong(), RequestAction.NONE);
      }
      case "HTTP_RESP_CALL" -> {
        requireNone(says.required("action"));
        yield new HttpRespReply(says.required("id").asLong(), 0, List.of(), Bytes.EMPTY);
      }
      case "EXTRA_INFO" -> new ExtraInfoQuery(extraInfo(says));
      default -> throw new AssertionError(says);
    };
  }

  private static ExtraInfo extraInfo(JsonNode says) {
    return switch (says.required("info").asText()) {
      case "var" -> new ExtraInfo.Variable(says.required("name").asText());
      case "req_body" -> new ExtraInfo.RequestBody();
      case "resp_body" -> new ExtraInfo.ResponseBody();
      default -> throw new AssertionError(says);
    };
  }

  private static void requireNone(JsonNode action) {
    if (!action.isNull()) {
      throw new AssertionError(
          action + " (expected: null, as the recording runner changes nothing)");
    }
  }

  private static List<TextEntry> entries(JsonNode pairs) {
    List<TextEntry> entries = new ArrayList<>();
    for (JsonNode pair : pairs) {
      entries.add(new TextEntry(Text.of(pair.get(0).asText()), text(pair.get(1)).map(Text::of)));
    }
    return entries;
  }

  private static Optional<String> text(JsonNode node) {
    return node.isNull() ? Optional.empty() : Optional.of(node.asText());
  }

  private static byte[] resource(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      return requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
