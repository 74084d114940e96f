/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
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
  void ofRunner_fileIsAFolder_warnsOnceAndWritesToStderr() {
    logOneLine(LogSettings.standard(home), false, true);

    assertThat(err().lines())
        .satisfiesExactly(
            warning -> assertThat(warning).contains(home + " cannot", "stderr: it is a folder"),
            logged -> assertThat(logged).endsWith("a line"));
  }

  @Test
  void ofRunner_nothingToLog_makesNoFile() {
    Path file = home.resolve("logs/x.log");

    try (Logging logging = Logging.ofRunner(LogSettings.standard(file), stderr(), false, true)) {
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
  void ofRunner_lineOfACall_showsItsLabelsInTheirOrder() {
    try (MDC.MDCCloseable tenant = MDC.putCloseable("tenant", "a\nb");
        MDC.MDCCloseable filter = MDC.putCloseable("filter", "say");
        MDC.MDCCloseable call = MDC.putCloseable("call", "7")) {
      logOneLine(LogSettings.standard(home.resolve("x.log")), true, false);
    }

    assertThat(err()).endsWith("WARN  Test [call=7 filter=say tenant=a\\nb] a line\n");
  }

  @Test
  void ofRunner_messageWithControlCharacters_staysOnItsLine() {
    log(
        LogSettings.standard(home.resolve("x.log")),
        logger -> logger.warn("header {}", "a\r\n2026 ERROR forged \u001b[31m \u0085 \u2028"));

    assertThat(err())
        .endsWith("WARN  Test header a\\r\\n2026 ERROR forged \\u001b[31m \\u0085 \\u2028\n")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @EnumSource
  void ofRunner_messageThatIsTooLong_isCutBetweenCharacters(LogSettings.Format format) {
    String most = "x".repeat(EventEncoder.LONGEST_MESSAGE - 1);

    log(
        LogSettings.standard(home.resolve("x.log")).withFormat(format),
        logger -> logger.warn(most + "\uD83D\uDE00"));

    assertThat(err()).contains(most + "...");
  }

  @Test
  void ofRunner_exceptionOfAPlugin_endsAtItsFrames() {
    Exception thrown = new IllegalStateException("broken");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.Guard", "check", "Guard.java", 7),
          new StackTraceElement("io.github.a6runner.core.FilterTurn", "run", "FilterTurn.java", 1),
          new StackTraceElement("java.lang.Thread", "run", "Thread.java", 2)
        });

    log(LogSettings.standard(home.resolve("x.log")), logger -> logger.error("failed", thrown));

    assertThat(err().lines().skip(1))
        .containsExactly(
            "    java.lang.IllegalStateException: broken",
            "        at com.acme.Guard.check(Guard.java:7)",
            "        ... 2 more");
  }

  @Test
  void ofRunner_exception_isIndentedWhateverItSays() {
    log(
        LogSettings.standard(home.resolve("x.log")),
        logger ->
            logger.error(
                "failed",
                new IllegalStateException("a\nERROR forged", new IOException("the cause"))));

    assertThat(err().lines().findFirst().orElseThrow()).endsWith("ERROR Test failed");
    assertThat(err().lines().skip(1))
        .allMatch(line -> line.startsWith("    "))
        .contains("    java.lang.IllegalStateException: a\\nERROR forged")
        .contains("    caused by: java.io.IOException: the cause")
        .anyMatch(line -> line.contains("at io.github.a6runner.starter.logging.LoggingTest."));
  }

  @Test
  @SuppressWarnings("try") // The keys are only there and taken away again.
  void ofRunner_json_isAnObjectOnALine() throws IOException {
    try (MDC.MDCCloseable tenant = MDC.putCloseable("tenant", "x");
        MDC.MDCCloseable id = MDC.putCloseable("request_id", "r-1")) {
      log(
          LogSettings.standard(home.resolve("x.log")).withFormat(LogSettings.Format.JSON),
          logger -> logger.error("two\nlines", new IllegalStateException("no")));
    }

    assertThat(err()).hasLineCount(1);
    JsonNode event = new ObjectMapper().readTree(err());
    assertThat(event.get("time").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z");
    assertThat(event.get("level").textValue()).isEqualTo("ERROR");
    assertThat(event.get("logger").textValue()).isEqualTo("some.Test");
    assertThat(event.get("message").textValue()).isEqualTo("two\nlines");
    assertThat(event.get("request_id").textValue()).isEqualTo("r-1");
    assertThat(event.get("mdc").get("tenant").textValue()).isEqualTo("x");
    assertThat(event.get("exception").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.get("stack").textValue()).startsWith("java.lang.IllegalStateException: no\n");
  }

  @Test
  void ofRunner_nobodyReadsStderr_dropsAndCountsInsteadOfWaiting() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    PrintStream blocked = new PrintStream(new Blocked(read), true, StandardCharsets.UTF_8);
    long before = Logging.dropped();
    try (Logging logging =
        Logging.ofRunner(LogSettings.standard(home.resolve("x.log")), blocked, true, false)) {
      Logger logger = LoggerFactory.getLogger("some.Test");
      for (int i = 0; i < 5000; i++) {
        logger.warn("a line"); // none of these waits, or the test would never end
      }
      assertThat(Logging.dropped() - before).isGreaterThan(2000);
      assertThat(logging).isNotNull();
      read.countDown();
    }

    assertThat(err().lines())
        .anyMatch(line -> line.matches(".* WARN  Logging \\d+ lines were dropped .*"));
  }

  /** A pipe that is full until somebody reads. */
  private final class Blocked extends OutputStream {
    private final CountDownLatch read;

    Blocked(CountDownLatch read) {
      this.read = read;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        if (read.getCount() > 0) {
          read.await();
        }
      } catch (InterruptedException e) {
        throw new InterruptedIOException("interrupted");
      }
      err.write(bytes, offset, length);
    }
  }

  @SuppressWarnings("try") // The log is only there and closed.
  private void log(LogSettings settings, Consumer<Logger> lines) {
    try (Logging logging = Logging.ofRunner(settings, stderr(), true, false)) {
      lines.accept(LoggerFactory.getLogger("some.Test"));
    }
  }

  @SuppressWarnings("try") // The log is only there and closed.
  private void logOneLine(LogSettings settings, boolean terminal, boolean managed) {
    try (Logging logging = Logging.ofRunner(settings, stderr(), terminal, managed)) {
      LoggerFactory.getLogger("some.Test").warn("a line");
    }
  }

  private PrintStream stderr() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
