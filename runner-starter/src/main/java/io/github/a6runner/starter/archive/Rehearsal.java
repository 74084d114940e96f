/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.archive;

import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.Variables;
import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.github.a6runner.starter.call.CallSender;
import io.github.a6runner.starter.call.CallSpec;
import io.github.a6runner.starter.surroundings.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A runner with a plugin of its own that serves a few calls out of sight, to find out which classes
 * that takes. It keeps away from what is configured: a plugin that is started has effects.
 */
final class Rehearsal implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final List<String> PATHS = List.of("/", "/stop");

  private final PrivateFolder stage;
  private final Path folder;

  private Rehearsal(PrivateFolder stage) {
    this.stage = stage;
    this.folder = stage.path();
  }

  /** Sets up the stage: a folder that only this user can enter. */
  static Rehearsal prepare() throws IOException {
    Rehearsal rehearsal = new Rehearsal(PrivateFolder.make("a6-rehearsal-"));
    try {
      rehearsal.setUp();
      return rehearsal;
    } catch (IOException e) {
      rehearsal.close();
      throw e;
    }
  }

  private void setUp() throws IOException {
    Files.createDirectory(folder.resolve("run"));
    plugin(Files.createDirectory(folder.resolve("plugins")).resolve("rehearsal.jar"));
    Files.writeString(
        folder.resolve("runner.yaml"),
        String.join(
            "\n",
            "listen: 'unix:" + socket() + "'",
            "plugins: '" + folder.resolve("plugins") + "'",
            "runtime-dir: '" + folder.resolve("run") + "'",
            "log:",
            "  target: file",
            "  file: '" + folder.resolve("log") + "'",
            ""));
  }

  private static void plugin(Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + Filter.class.getName()));
      out.write(RehearsalFilter.class.getName().getBytes(StandardCharsets.UTF_8));
      for (Class<?> type : List.of(RehearsalFilter.class, RehearsalFilter.Conf.class)) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(name));
        try (InputStream in =
            Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
          in.transferTo(out);
        }
      }
    }
  }

  private Path socket() {
    return folder.resolve("x.sock");
  }

  /**
   * Runs it.
   *
   * @param list takes the names of the classes
   */
  void run(JavaProcess java, Path list, JavaProcess.Priority priority)
      throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    ProcessBuilder runner =
        java.runner(
            List.of("-XX:DumpLoadedClassList=" + list),
            List.of(
                "run",
                "--config",
                folder.resolve("runner.yaml").toString(),
                "--exit-with",
                Long.toString(ProcessHandle.current().pid())),
            err.toFile(),
            priority);
    try (ChildProcess process = ChildProcess.start(runner, LIMIT)) {
      play(process);
      process.end();
      if (process.await() != 0) {
        throw new IOException("the rehearsal failed: " + Files.readString(err).strip());
      }
    }
  }

  private void play(ChildProcess process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.out(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.contains(": listening on ")) {
      line = out.readLine();
    }
    if (line == null) {
      return; // It has ended, and its status says so.
    }
    for (String path : PATHS) {
      call(Phase.REQUEST, path);
      call(Phase.RESPONSE, path);
    }
  }

  private void call(Phase phase, String path) throws IOException {
    PeerReply reply = CallSender.call(socket(), spec(phase, path));
    if (reply instanceof PeerReply.Failed failed) {
      throw new IOException("the rehearsal failed: " + failed.reason());
    }
  }

  private static CallSpec spec(Phase phase, String path) {
    PeerConf conf =
        new PeerConf("rehearsal", List.of(TextEntry.of(RehearsalFilter.NAME, "{\"status\":200}")));
    List<TextEntry> entries = List.of(TextEntry.of("a", "b"));
    return new CallSpec(
        phase,
        conf,
        new GatewayRequest(HttpMethod.GET, Text.of(path), entries, entries, Bytes.EMPTY),
        new GatewayResponse(200, entries, Bytes.EMPTY),
        Map.of(Variables.REMOTE_ADDR, Bytes.of("127.0.0.1".getBytes(StandardCharsets.US_ASCII))));
  }

  @Override
  public void close() {
    stage.close();
  }
}
