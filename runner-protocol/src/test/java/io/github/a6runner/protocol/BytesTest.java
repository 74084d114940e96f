/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class BytesTest {

  private static final byte[] ABC = {'a', 'b', 'c'};

  @Test
  void of_array_isCopied() {
    byte[] array = ABC.clone();
    Bytes bytes = Bytes.of(array);
    array[0] = 0;
    bytes.toByteArray()[1] = 0;
    assertThat(bytes.toByteArray()).isEqualTo(ABC);
  }

  @Test
  void of_buffer_takesTheRestAndLeavesIt() {
    ByteBuffer buffer = ByteBuffer.wrap(ABC).position(1);
    assertThat(Bytes.of(buffer).toByteArray()).containsExactly('b', 'c');
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void asByteBuffer_isReadOnlyAndOnItsOwn() {
    Bytes bytes = Bytes.of(ABC);
    bytes.asByteBuffer().get();
    assertThat(bytes.asByteBuffer()).isEqualTo(ByteBuffer.wrap(ABC));
    assertThatThrownBy(() -> bytes.asByteBuffer().put((byte) 0))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void equals_sameBytes_isTrue() {
    assertThat(Bytes.of(ABC)).isEqualTo(Bytes.of(ABC)).hasSameHashCodeAs(Bytes.of(ABC));
    assertThat(Bytes.of(ABC)).isNotEqualTo(Bytes.of(new byte[] {'a'}));
  }

  @Test
  void isEmpty_ofNothing_isTrue() {
    assertThat(Bytes.of(new byte[0])).isSameAs(Bytes.EMPTY);
    assertThat(Bytes.EMPTY.isEmpty()).isTrue();
    assertThat(Bytes.EMPTY.size()).isZero();
    assertThat(Bytes.of(ABC).isEmpty()).isFalse();
    assertThat(Bytes.of(ABC).size()).isEqualTo(3);
  }

  @Test
  void hashCode_ofOtherBytes_isAnother() {
    assertThat(Bytes.of(ABC).hashCode()).isNotEqualTo(Bytes.EMPTY.hashCode());
  }

  @Test
  void toString_saysTheSizeOnly() {
    assertThat(Bytes.of(ABC)).hasToString("Bytes[3]");
  }
}
