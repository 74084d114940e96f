/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.log.LogContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Sets up where the log of this process goes. Closing it writes what is still to be written. Not
 * thread-safe, but for what its static methods say.
 */
public final class Logging implements AutoCloseable {
  private static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

  /** What writing the rest of the log may take at the end, in milliseconds. */
  private static final int FLUSH_MANAGED = 60;

  private static final int FLUSH_BY_HAND = 1000;

  private final LoggerContext context;
  private final PrintStream err;

  private Logging(LoggerContext context, PrintStream err) {
    this.context = context;
    this.err = requireNonNull(err, "err");
  }

  /**
   * The log of a runner: to the file where APISIX would take stderr into its own log, else to
   * stderr.
   *
   * @param settings what is logged, and where to
   * @param err stderr, which stays open
   * @param terminal whether a person sees it
   * @param managed whether APISIX started the runner, which then has no terminal
   * @return the log, to be closed
   */
  public static Logging ofRunner(
      LogSettings settings, PrintStream err, boolean terminal, boolean managed) {
    requireNonNull(settings, "settings");
    Logging logging = new Logging(emptied(), err);
    logging.context.getLogger(ROOT).setLevel(Level.toLevel(settings.level().name()));
    logging.context.getLogger("io.netty").setLevel(Level.WARN);
    // Nothing is logged before the runner listens, if all goes well: what it costs comes then.
    logging.attach(new LazyAppender(() -> logging.queued(settings, terminal, managed)));
    return logging;
  }

  /**
   * The log of a command: what filters say, and what the runner warns of, to stderr.
   *
   * @param err stderr, which stays open
   * @return the log, to be closed
   */
  public static Logging ofCommand(PrintStream err) {
    Logging logging = new Logging(emptied(), err);
    logging.context.getLogger(ROOT).setLevel(Level.INFO);
    logging.context.getLogger("io.netty").setLevel(Level.WARN);
    logging.context.getLogger("io.github.a6runner.core").setLevel(Level.WARN);
    logging.attach(logging.stream(new TextEncoder(TextEncoder.TIME)));
    return logging;
  }

  /** Keeps what runs before the log is set up from making messages that nobody takes. */
  public static void quiet() {
    emptied().getLogger(ROOT).setLevel(Level.OFF);
  }

  /**
   * How many events were dropped since the process began. For any thread.
   *
   * @return the number of lines that nobody will read
   */
  public static long dropped() {
    return QueuedAppender.dropped();
  }

  /**
   * What is told which call a line is about: the runner's own MDC where it is the process's, else
   * that of slf4j. For any thread.
   *
   * @return the context of the log
   */
  public static LogContext ofCalls() {
    return MDC.getMDCAdapter() instanceof CallMdc own ? own : LogContext.IN_MDC;
  }

  /** The log of the process, without anything that was set up before. */
  private static LoggerContext emptied() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.start(); // one that was closed before would not close again
    return context;
  }

  private void attach(Appender<ILoggingEvent> appender) {
    appender.setContext(context);
    appender.start();
    context.getLogger(ROOT).addAppender(appender);
  }

  private Appender<ILoggingEvent> queued(LogSettings settings, boolean terminal, boolean managed) {
    QueuedAppender queue =
        new QueuedAppender(
            context.getLogger(Logging.class), managed ? FLUSH_MANAGED : FLUSH_BY_HAND);
    queue.setContext(context);
    Appender<ILoggingEvent> appender = appender(settings, terminal && !managed, managed);
    appender.start();
    queue.addAppender(appender);
    return queue;
  }

  private Appender<ILoggingEvent> appender(
      LogSettings settings, boolean terminal, boolean managed) {
    Encoder<ILoggingEvent> toStream = encoder(settings, terminal);
    return switch (settings.target()) {
      case STDERR -> stream(toStream);
      case FILE -> file(settings);
      case AUTO -> managed ? file(settings) : stream(toStream);
    };
  }

  private static Encoder<ILoggingEvent> encoder(LogSettings settings, boolean terminal) {
    return switch (settings.format()) {
      case TEXT -> new TextEncoder(terminal ? TextEncoder.TIME : TextEncoder.DATE_AND_TIME);
      case JSON -> new JsonEncoder();
    };
  }

  private Appender<ILoggingEvent> stream(Encoder<ILoggingEvent> encoder) {
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(started(encoder));
    appender.setOutputStream(new Unclosed(err));
    return appender;
  }

  private Appender<ILoggingEvent> file(LogSettings settings) {
    try {
      prepare(settings.file());
    } catch (IOException e) {
      err.println(
          "a6-runner: log.file: "
              + settings.file()
              + " cannot be written, logging to stderr: "
              + FileFailure.of(e));
      return stream(encoder(settings, false));
    }
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(settings.file().toString());
    appender.setEncoder(started(encoder(settings, false)));
    appender.setRollingPolicy(rolling(settings, appender));
    return appender;
  }

  /** Finds out whether the file can be written, which the appender would only mumble about. */
  private static void prepare(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    if (!Files.isWritable(Files.exists(file) || folder == null ? file : folder)) {
      throw new IOException("no right to write there");
    }
  }

  private SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling(
      LogSettings settings, RollingFileAppender<ILoggingEvent> appender) {
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(settings.file() + ".%d{yyyy-MM-dd}.%i.gz");
    policy.setMaxFileSize(new FileSize(settings.maxFileSize()));
    policy.setMaxHistory(settings.keepDays());
    policy.setTotalSizeCap(new FileSize(settings.maxFileSize() * LogSettings.MOST_SIZES));
    policy.start();
    return policy;
  }

  private Encoder<ILoggingEvent> started(Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  @Override
  public void close() {
    context.stop();
  }

  /** A stream that outlives the log. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
