/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.a6runner.starter.surroundings.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DebugOptionsTest {
  private static final String AGENT = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n";
  private static final List<String> JVM =
      List.of("-Xmx1g", AGENT + ",quiet=y,address=127.0.0.1:6000", "-Dx=y");

  @Command
  private static final class Holder {
    @Mixin private DebugOptions options = new DebugOptions();
  }

  private static DebugOptions parsed(String... words) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(words);
    return holder.options;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--debug", "--debug=6000", "--debug 6000", "--wait-for-debugger", "--debug 0"})
  void check_jvmThatListensThere_isAsItShouldBe(String line) throws Exception {
    DebugOptions options = parsed(line.split(" ", 2));

    options.check(JVM);

    assertThat(options.areGiven()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"6000", "*:6000", "127.0.0.1:6000,quiet=y"})
  void check_addressOfAnyForm_isUnderstood(String address) throws Exception {
    List<String> jvm = List.of(AGENT + ",address=" + address);

    parsed("--debug=6000").check(jvm);

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> parsed("--debug=600").check(jvm));
  }

  @ParameterizedTest
  @CsvSource({
    "--debug=5005, --debug: 5005 (expected: the 6000 that the JVM was started with)",
    "--wait-for-debugger 1, --wait-for-debugger: 1 (expected: the 6000 that the JVM was started with)"
  })
  void check_anotherPort_isNamed(String line, String problem) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> parsed(line.split(" ", 2)).check(JVM))
        .satisfies(e -> assertThat(e.problems()).containsExactly(problem));
  }

  @Test
  void check_jvmWithoutAnAgent_isRefused() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> parsed("--debug").check(List.of("-Xmx1g")))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "--debug: this JVM lets no debugger attach (expected: a start by"
                            + " bin/a6-runner, or by java with -agentlib:jdwp)"));
  }

  @Test
  void check_noOptions_asksForNothing() throws Exception {
    DebugOptions options = parsed();

    options.check(List.of());

    assertThat(options.areGiven()).isFalse();
  }
}
