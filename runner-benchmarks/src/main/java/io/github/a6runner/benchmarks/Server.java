/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A runner's process. Not thread-safe. */
final class Server implements AutoCloseable {
  /** How long a runner may take to listen. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int TAIL_LINES = 20;
  private static final long END_SECONDS = 15;

  private final Contestant contestant;
  private final Process process;
  private final Path socket;
  private final Path log;

  private Server(Contestant contestant, Process process, Path socket, Path log) {
    this.contestant = contestant;
    this.process = process;
    this.socket = socket;
    this.log = log;
  }

  /**
   * Starts a runner and waits until it accepts connections.
   *
   * @param contestant the runner
   * @param folder where its socket and its log are to be; empty
   * @param patience how long it may take
   * @throws BenchmarkException if it ends, or takes longer; with the end of its log
   */
  static Server start(Contestant contestant, Path folder, Duration patience)
      throws BenchmarkException {
    Server server = launch(contestant, folder, folder.resolve("s"));
    server.await(patience);
    return server;
  }

  /**
   * Starts another runner of the kind on the same path, and does not wait for it.
   *
   * @param folder where its log is to be; empty
   * @throws BenchmarkException if it cannot be started
   */
  Server successor(Path folder) throws BenchmarkException {
    return launch(contestant, folder, socket);
  }

  private static Server launch(Contestant contestant, Path folder, Path socket)
      throws BenchmarkException {
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(contestant.command()).directory(folder.toFile());
    environment(builder, contestant, socket);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new Server(contestant, builder.start(), socket, log);
    } catch (IOException e) {
      throw new BenchmarkException(contestant.name() + ": cannot be started: " + e, e);
    }
  }

  /** What APISIX hands on, and what the runner needs besides. */
  static void environment(ProcessBuilder builder, Contestant contestant, Path socket) {
    builder.environment().put("APISIX_LISTEN_ADDRESS", "unix:" + socket);
    builder.environment().put("APISIX_CONF_EXPIRE_TIME", "3600");
    builder.environment().putAll(contestant.environment());
  }

  Path socket() {
    return socket;
  }

  long pid() {
    return process.pid();
  }

  /** An exception with the end of the log below what is wrong. */
  BenchmarkException problem(String what) {
    return new BenchmarkException(
        "%s: %s%n%s".formatted(contestant.name(), what, String.join("\n", tail())));
  }

  private void await(Duration patience) throws BenchmarkException {
    long end = System.nanoTime() + patience.toNanos();
    while (!accepts()) {
      if (pause()) {
        throw problem("ended with status " + process.exitValue() + " before it listened");
      }
      if (System.nanoTime() - end > 0) {
        close();
        throw problem("does not listen after " + patience.toSeconds() + " s");
      }
    }
  }

  /** Whether it, or another runner on its path, takes connections. */
  boolean accepts() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for a few milliseconds, or until the runner has ended, and says whether it has. */
  boolean pause() {
    return ended(5, TimeUnit.MILLISECONDS);
  }

  /** What its command has started, which is the runner where an agent stands above it. */
  Stream<ProcessHandle> children() {
    return process.children();
  }

  private List<String> tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException e) {
      return List.of("(no log: " + e + ")");
    }
  }

  private boolean ended(long time, TimeUnit unit) {
    try {
      return process.waitFor(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Asks it to end, and does not wait for that. */
  void end() {
    process.children().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  /** Ends it, by force if it does not want to. */
  @Override
  public void close() {
    end();
    if (!ended(END_SECONDS, TimeUnit.SECONDS)) {
      process.children().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      var unused = ended(END_SECONDS, TimeUnit.SECONDS);
    }
  }
}
