/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our codec and the published accessors understand each other. */
class ForeignCodecTest {

  static List<Message> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void encode_sample_isReadByForeignAccessors(Message sample) {
    byte[] frame = Wire.frame(sample);
    Message read =
        sample instanceof GatewayMessage
            ? ForeignCodec.decodeOfGateway(frame)
            : ForeignCodec.decodeOfRunner(frame);
    assertThat(read).isEqualTo(ForeignCodec.known(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decode_frameOfForeignAccessors_isTheSample(Message sample) {
    try (Wire wire = Wire.receiverOf(sample)) {
      wire.receive(ForeignCodec.encode(sample));
      assertThat(wire.messages()).containsExactly(ForeignCodec.known(sample));
    }
  }
}
