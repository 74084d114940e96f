/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.core.setting.RunnerConfig;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.protocol.MalformedMessageException;
import io.github.a6runner.protocol.MessageDecoder;
import io.github.a6runner.protocol.RunnerMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A runner that is sent hostile bytes, and what must hold for them: all that comes back is
 * messages, a BAD_REQUEST is the last of them, the connection ends, and others are served on.
 *
 * <p>Its filters do not block, so each byte is dealt with before the end of the connection is seen.
 */
final class HostileConnections implements AutoCloseable {

  /** In bytes to send, stands for the token of the conf whose filter asks for nothing. */
  static final int PLAIN_TOKEN = 0x7E57_C0DE;

  /** In bytes to send, stands for the token of the conf whose filter asks for a variable. */
  static final int ASKING_TOKEN = 0x7E57_A5C5;

  private static final int PATIENCE_SECONDS = 30;

  private final Path folder;
  private final FilterSet filters;
  private final RunnerServer server;
  private final int plainToken;
  private final int askingToken;

  /** Starts the runner in a folder that is there for it alone. */
  HostileConnections(Path folder) throws StartException {
    this.folder = folder;
    filters =
        FilterSet.of(
            Filters.quickRequest("plain", Needs.none(), (call, conf) -> rewrite(call)),
            Filters.quickRequest("asks", Needs.variables("v"), (call, conf) -> rewrite(call)));
    server =
        RunnerServer.start(
            RunnerConfig.builder().listen(socket()).runtimeDir(folder.resolve("run")).build(),
            Plugins.of(filters));
    plainToken = prepare("plain");
    askingToken = prepare("asks");
  }

  private static Decision rewrite(RequestCall call) {
    call.args().asList().forEach(arg -> call.args().remove(arg.name()));
    call.headers().set("X-Path", call.path().replaceAll("[^a-z/]", ""));
    return Decision.proceed();
  }

  private Path socket() {
    return folder.resolve("r.sock");
  }

  private int prepare(String filter) {
    try (TestClient client = new TestClient(socket())) {
      return (int) client.prepareKey(filter, filter, "");
    }
  }

  /** Sends bytes and returns what came back; throws if anything is not as it should. */
  List<RunnerMessage> check(byte[] bytes, int pieceLength) {
    byte[] received;
    try {
      received = RawPeer.exchange(socket(), withTokens(bytes), pieceLength, PATIENCE_SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<RunnerMessage> messages = messages(received);
    int refusal = messages.indexOf(TestClient.BAD_REQUEST);
    if (refusal >= 0 && refusal != messages.size() - 1) {
      throw new AssertionError("BAD_REQUEST: not the last of " + messages);
    }
    return messages;
  }

  private static List<RunnerMessage> messages(byte[] received) {
    EmbeddedChannel decoder = new EmbeddedChannel(MessageDecoder.ofRunnerMessages());
    try {
      decoder.writeInbound(Unpooled.wrappedBuffer(received));
    } catch (MalformedMessageException e) {
      throw new AssertionError("the runner's answer: " + Arrays.toString(received), e);
    }
    List<RunnerMessage> messages = new ArrayList<>();
    for (RunnerMessage next = decoder.readInbound(); next != null; next = decoder.readInbound()) {
      messages.add(next);
    }
    decoder.finishAndReleaseAll();
    return messages;
  }

  private byte[] withTokens(byte[] bytes) {
    ByteBuffer copy = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + Integer.BYTES <= bytes.length; at++) {
      if (copy.getInt(at) == PLAIN_TOKEN) {
        copy.putInt(at, plainToken);
      } else if (copy.getInt(at) == ASKING_TOKEN) {
        copy.putInt(at, askingToken);
      }
    }
    return copy.array();
  }

  /**
   * Sends bytes over and over, reads nothing of what comes back, and returns how many were taken
   * until none was for a while.
   */
  long acceptedWithoutReading(byte[] bytes) throws IOException {
    return RawPeer.flood(socket(), withTokens(bytes));
  }

  /** Sees that others are served, and that no call is left behind. */
  void checkServes() {
    try (TestClient client = new TestClient(socket())) {
      RunnerMessage reply = client.ask(Calls.request(3, Integer.toUnsignedLong(plainToken)));
      if (!reply.equals(
          new RunnerMessage.HttpReqReply(3, Calls.rewriteHeaders("X-Path", "/a/b")))) {
        throw new AssertionError("a usual call: " + reply);
      }
      while (server.state().calls().inFlight() > 0) {
        client.ask(Calls.request(3, Integer.toUnsignedLong(plainToken)));
      }
    }
  }

  @Override
  public void close() {
    server.close();
    filters.close();
  }
}
