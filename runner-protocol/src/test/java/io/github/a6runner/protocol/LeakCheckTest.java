/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

final class LeakCheckTest {

  @Test
  void check_bufferDropped_fails() {
    drop();
    assertThatThrownBy(LeakCheckTest::checkUntilNoticed)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not released");
  }

  @Test
  void check_bufferReleased_passes() {
    ByteBufAllocator.DEFAULT.buffer().writeInt(1).release();
    assertThatCode(LeakCheck::check).doesNotThrowAnyException();
  }

  private static void drop() {
    for (int i = 0; i < 10; i++) {
      ByteBufAllocator.DEFAULT.buffer().writeInt(i);
    }
  }

  /**
   * The collector may take more than one round; the test's time limit ends this if it never does.
   */
  private static void checkUntilNoticed() {
    while (true) {
      LeakCheck.check();
    }
  }
}
