/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTopTest {

  @ParameterizedTest
  @CsvSource({
    "java.util.List com.acme.Guard java.util.List com.acme.Guard"
        + " io.github.a6runner.core.FilterTurn io.netty.channel.Loop java.lang.Thread, 4",
    "com.acme.Guard java.lang.Thread, 1",
    "com.acme.Guard, 1",
    "io.github.a6runner.core.FilterTurn io.netty.channel.Loop java.lang.Thread, 3",
    "io.github.a6runner.protocol.MessageEncoder io.github.a6runner.core.Outgoing io.netty.Loop, 3",
    "com.fasterxml.jackson.Reader com.acme.Guard io.github.a6runner.core.FilterTurn, 2",
    "'', 0"
  })
  void of_frames_endsAtTheLastOneOfAPlugin(String types, int count) {
    List<StackTraceElement> frames =
        Arrays.stream(types.split(" "))
            .filter(type -> !type.isEmpty())
            .map(type -> new StackTraceElement(type, "m", null, 1))
            .toList();

    assertThat(StackTop.of(frames)).isEqualTo(count);
  }
}
