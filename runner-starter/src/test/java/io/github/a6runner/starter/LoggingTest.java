/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {
  private final Path home;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  LoggingTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void ofRunner_atATerminal_writesToStderr() {
    logOneLine(LogSettings.standard(home.resolve("logs/x.log")), true, false);

    assertThat(err()).matches("[0-9:.]{12} WARN  Test a line\n");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void ofRunner_withoutATerminal_writesToStderrWithTheDate() {
    logOneLine(LogSettings.standard(home.resolve("logs/x.log")), false, false);

    assertThat(err()).matches("\\d{4}-\\d\\d-\\d\\dT.* WARN  Test a line\n");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void ofRunner_managedInATerminal_writesToTheFile() {
    logOneLine(LogSettings.standard(home.resolve("logs/x.log")), true, true);

    assertThat(home.resolve("logs/x.log")).content().endsWith(" WARN  Test a line\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void ofRunner_fileCannotBeWritten_warnsOnceAndWritesToStderr() throws IOException {
    Files.writeString(home.resolve("logs"), "in the way");

    logOneLine(LogSettings.standard(home.resolve("logs/x.log")), false, true);

    assertThat(err().lines())
        .satisfiesExactly(
            warning ->
                assertThat(warning)
                    .startsWith("a6-runner: log.file: " + home.resolve("logs/x.log") + " cannot"),
            logged -> assertThat(logged).endsWith("a line"));
  }

  @Test
  void ofRunner_nothingToLog_makesNoFile() {
    Path file = home.resolve("logs/x.log");

    try (Logging logging =
        Logging.ofRunner(LogSettings.standard(file), surroundings(false), true)) {
      assertThat(logging).isNotNull();
    }

    assertThat(home).isEmptyDirectory();
    assertThat(err()).isEmpty();
  }

  @Test
  void ofRunner_higherLevel_leavesTheLineOut() {
    LogSettings settings = LogSettings.standard(home.resolve("x.log"));

    logOneLine(settings.withLevel(LogSettings.Level.ERROR), true, false);

    assertThat(err()).isEmpty();
  }

  @Test
  @SuppressWarnings("try") // The keys are only there and taken away again.
  void ofRunner_lineOfACall_showsRequestAndFilter() {
    try (MDC.MDCCloseable id = MDC.putCloseable("id", "7");
        MDC.MDCCloseable filter = MDC.putCloseable("filter", "say")) {
      logOneLine(LogSettings.standard(home.resolve("x.log")), true, false);
    }

    assertThat(err()).endsWith("WARN  Test [7 say] a line\n");
  }

  @SuppressWarnings("try") // The log is only there and closed.
  private void logOneLine(LogSettings settings, boolean terminal, boolean managed) {
    try (Logging logging = Logging.ofRunner(settings, surroundings(terminal), managed)) {
      LoggerFactory.getLogger("some.Test").warn("a line");
    }
  }

  private Surroundings surroundings(boolean terminal) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Surroundings(stream, stream, Map.of(), Installation.of(home), terminal);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
