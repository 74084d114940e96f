/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.RunnerServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** Which packages of a module know which: none knows one that knows it. */
class RoomsTest {

  /** The core itself has no name here. */
  private static final Map<String, Set<String>> CORE =
      Map.ofEntries(
          Map.entry(
              "", Set.of("call", "conf", "count", "log", "plugin", "setting", "socket", "thread")),
          Map.entry("conf", Set.of("binding", "call", "count", "log", "plugin", "setting")),
          Map.entry("plugin", Set.of("binding", "count", "file", "log", "setting")),
          Map.entry("setting", Set.of("socket")),
          Map.entry("socket", Set.of("file")));

  /** The command line itself, which has no name here either, knows the rooms of the commands. */
  private static final Map<String, Set<String>> STARTER =
      Map.ofEntries(
          Map.entry(
              "",
              Set.of(
                  "archive",
                  "call",
                  "configuration",
                  "dev",
                  "doctor",
                  "logging",
                  "plugins",
                  "project",
                  "run",
                  "surroundings")),
          Map.entry("archive", Set.of("call", "surroundings")),
          Map.entry("call", Set.of("configuration", "http", "plugins", "surroundings")),
          Map.entry("configuration", Set.of("logging", "management", "surroundings", "yaml")),
          Map.entry("dev", Set.of("configuration", "http", "project", "surroundings", "yaml")),
          Map.entry(
              "doctor",
              Set.of("archive", "configuration", "logging", "plugins", "surroundings", "yaml")),
          Map.entry("http", Set.of("surroundings")),
          Map.entry("management", Set.of("http")),
          Map.entry("plugins", Set.of("configuration", "surroundings")),
          Map.entry("project", Set.of("surroundings")),
          Map.entry(
              "run",
              Set.of(
                  "archive", "configuration", "logging", "management", "plugins", "surroundings")));

  @Test
  void packages_ofTheCore_knowEachOtherInOneDirection() throws Exception {
    assertThat(known(RunnerServer.class)).isEqualTo(CORE);
  }

  @Test
  void packages_ofTheStarter_knowEachOtherInOneDirection() throws Exception {
    assertThat(known(Main.class)).isEqualTo(STARTER);
  }

  /** What the rooms know of each other, in the module whose own package a class is in. */
  private static Map<String, Set<String>> known(Class<?> outside) throws URISyntaxException {
    return line(outside.getPackageName())
        .matcher(jdeps("-verbose:package", classes(outside).toString()))
        .results()
        .collect(groupingBy(line -> room(line, 1), mapping(line -> room(line, 2), toSet())));
  }

  /** A line of jdeps: a package that knows another. */
  private static Pattern line(String base) {
    String room = Pattern.quote(base) + "(?:\\.(\\w+))?";
    return Pattern.compile("^ +" + room + " +-> +" + room + " ", Pattern.MULTILINE);
  }

  private static String room(MatchResult line, int group) {
    String room = line.group(group);
    return room == null ? "" : room;
  }

  private static Path classes(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String jdeps(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }
}
