/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the runners that are compared ready, each for each JVM. */
final class Contestants {
  private static final String HEAP = "-Xmx256m";

  private final Workshop workshop;
  private final List<Jvm> jvms;

  Contestants(Workshop workshop, List<Jvm> jvms) {
    this.workshop = workshop;
    this.jvms = jvms;
  }

  /** The floor, which decodes nothing and does nothing. */
  Contestant floor() throws BenchmarkException {
    return Contestant.floor(workshop.tool("a6null"));
  }

  /** Netty and nothing else. */
  List<Contestant> bareNetty() {
    String classPath = classPathWithoutLog();
    List<Contestant> all = new ArrayList<>();
    for (Jvm jvm : jvms) {
      List<String> command = List.of(jvm.java(), HEAP, "-cp", classPath, BareEcho.class.getName());
      all.add(
          new Contestant(
              "bare Netty, JDK " + jvm.feature(), command, Map.of(), Contestant.Filters.SAY));
    }
    return all;
  }

  /** Netty would load a library for its log if there were one. */
  private static String classPathWithoutLog() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.contains("logback") && !entry.contains("slf4j"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * An installation of this runner, with filters that do not block, with ones that may, and without
   * its script.
   *
   * @param name what to call it
   * @param installation the installation
   * @param locks a folder for its locks, which is to be its user's alone
   */
  List<Contestant> runner(String name, Path installation, Path locks) throws BenchmarkException {
    String program = program(installation);
    List<Contestant> all = new ArrayList<>();
    for (Jvm jvm : jvms) {
      Map<String, String> environment = environment(jvm, locks);
      // As an image or a first run does, see docs/operations.md.
      var unused = Commands.run(installation, environment, List.of(program, "warm"));
      String suffix = ", JDK " + jvm.feature();
      List<String> command = List.of(program, "run");
      all.add(
          new Contestant(
              name + ", non-blocking" + suffix, command, environment, Contestant.Filters.USUAL));
      all.add(
          new Contestant(
              name + ", blocking" + suffix, command, environment, Contestant.Filters.BLOCKING));
      all.add(plain(name + ", java -jar" + suffix, jvm, installation, environment));
    }
    return all;
  }

  /**
   * An installation of this runner with two event loops, also on a machine where it takes one, on
   * the first of the JVMs; {@link #runner} has been there before.
   *
   * @param name what to call it
   * @param installation the installation
   * @param locks a folder for its locks, which is to be its user's alone
   */
  List<Contestant> runnerWithTwoLoops(String name, Path installation, Path locks)
      throws BenchmarkException {
    Jvm jvm = jvms.get(0);
    Map<String, String> environment = new HashMap<>(environment(jvm, locks));
    environment.put("A6_RUNNER_EVENT_LOOPS", "2");
    List<String> command = List.of(program(installation), "run");
    String suffix = ", 2 event loops, JDK " + jvm.feature();
    return List.of(
        new Contestant(
            name + ", non-blocking" + suffix, command, environment, Contestant.Filters.SAY),
        new Contestant(
            name + ", blocking" + suffix, command, environment, Contestant.Filters.BLOCKING_SAY));
  }

  private Map<String, String> environment(Jvm jvm, Path locks) throws BenchmarkException {
    return Map.of(
        "JAVA_HOME", jvm.home().toString(),
        "A6_RUNNER_PLUGINS", workshop.plugins().toString(),
        "A6_RUNNER_RUNTIME_DIR", locks.toString(),
        // A thousand connections have more calls that wait than a runner lets wait by default.
        "A6_RUNNER_MAX_CALLS_QUEUED", "4096",
        "A6_RUNNER_LOG_TARGET", "stderr");
  }

  private static String program(Path installation) {
    return installation.resolve("bin/a6-runner").toString();
  }

  /** An installation without its script: as the JVM is without options, and without an archive. */
  private static Contestant plain(
      String name, Jvm jvm, Path installation, Map<String, String> environment) {
    String jar = installation.resolve("lib/a6-runner.jar").toString();
    List<String> command = List.of(jvm.java(), "-jar", jar, "run");
    return new Contestant(name, command, environment, Contestant.Filters.SAY);
  }

  /** Apache's Java runner, with filters that do the same. */
  List<Contestant> apache() {
    Path build = workshop.module().resolve("apache-runner/target");
    String classPath = "%1$s/classes:%1$s/starter/BOOT-INF/classes:%1$s/lib/*".formatted(build);
    List<Contestant> all = new ArrayList<>();
    for (Jvm jvm : jvms) {
      List<String> command =
          List.of(
              jvm.java(),
              HEAP,
              "-cp",
              classPath,
              "org.apache.apisix.plugin.runner.PluginRunnerApplication");
      all.add(
          new Contestant(
              "apisix-java-plugin-runner 0.4.0, JDK " + jvm.feature(),
              command,
              Map.of(),
              Contestant.Filters.USUAL.withWaiting()));
    }
    return all;
  }
}
