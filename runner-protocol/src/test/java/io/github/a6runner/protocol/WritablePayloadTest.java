/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import org.junit.jupiter.api.Test;

/** A thread keeps the builder of its payloads, but for one that has grown large. */
class WritablePayloadTest {
  private static final int LARGE = 100_000;

  @Test
  void builder_ofSmallPayloads_isKept() {
    FlatBufferBuilder first = write(1000, 100);

    assertThat(write(1000, 100)).isSameAs(first);
  }

  @Test
  void builder_thatHasGrown_isNotKept() {
    FlatBufferBuilder grown = write(1000, LARGE);

    assertThat(write(1000, 100)).isNotSameAs(grown);
  }

  @Test
  void builder_ofAPayloadThatIsKnownToBeLarge_isItsOwn() {
    FlatBufferBuilder small = write(1000, 100);

    assertThat(write(LARGE, LARGE)).isNotSameAs(small);

    assertThat(write(1000, 100)).isSameAs(small);
  }

  private static FlatBufferBuilder write(int estimated, int length) {
    try (WritablePayload payload = new WritablePayload(estimated)) {
      payload.finish(payload.present(Bytes.of(new byte[length])));
      return payload.builder();
    }
  }
}
