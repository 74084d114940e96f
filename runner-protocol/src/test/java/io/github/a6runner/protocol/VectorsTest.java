/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.Vectors.Frame;
import io.github.a6runner.protocol.Vectors.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

  private static final Path FOLDER = Path.of("src/test/resources/vectors");

  static List<Frame> frames() {
    return Vectors.frames();
  }

  static List<Vector> vectors() {
    return Vectors.all();
  }

  @Test
  void index_namesEveryFolder() throws IOException {
    try (Stream<Path> paths = Files.list(FOLDER)) {
      assertThat(Vectors.all().stream().map(Vector::name))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              paths.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void case_namesEveryFrame(Vector vector) throws IOException {
    try (Stream<Path> paths = Files.list(FOLDER.resolve(vector.name()))) {
      assertThat(paths.filter(path -> path.toString().endsWith(".bin")))
          .hasSize(vector.frames().size());
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void decode_recordedFrame_isWhatTheCaseSays(Frame frame) {
    try (Wire wire = Wire.receiverOf(frame.fromGateway())) {
      wire.receive(frame.bytes().toByteArray());
      assertThat(wire.messages()).containsExactly(frame.message());
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void encode_recordedMessage_decodesToTheSame(Frame frame) {
    try (Wire wire = Wire.receiverOf(frame.fromGateway())) {
      wire.receive(Wire.frame(frame.message()));
      assertThat(wire.messages()).containsExactly(frame.message());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decode_recordedMethod_isTheOneInTheName(Vector vector) {
    if (vector.name().startsWith("method-")) {
      assertThat(vector.messages(true))
          .filteredOn(HttpReqCall.class::isInstance)
          .map(message -> "method-" + ((HttpReqCall) message).method())
          .containsExactly(vector.name());
    }
  }
}
