/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Which of the core's packages knows which: none knows one that knows it. */
class RoomsTest {

  private static final String CORE = RunnerServer.class.getPackageName();

  /** A line of jdeps: a package that knows another. */
  private static final Pattern KNOWS =
      Pattern.compile(
          "^ +%1$s(?:\\.(\\w+))? +-> +%1$s(?:\\.(\\w+))? ".formatted(Pattern.quote(CORE)),
          Pattern.MULTILINE);

  /** The core itself has no name here. */
  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          Map.entry("", Set.of("call", "conf", "log", "plugin", "setting", "socket", "thread")),
          Map.entry("conf", Set.of("binding", "call", "log", "plugin", "setting")),
          Map.entry("plugin", Set.of("binding", "log")),
          Map.entry("setting", Set.of("socket")));

  @Test
  void packages_ofTheCore_knowEachOtherInOneDirection() throws Exception {
    String classes = classes().toString();

    Map<String, Set<String>> known =
        KNOWS
            .matcher(jdeps("-verbose:package", classes))
            .results()
            .collect(groupingBy(line -> room(line, 1), mapping(line -> room(line, 2), toSet())));

    assertThat(known).isEqualTo(KNOWN);
  }

  private static String room(MatchResult line, int group) {
    String room = line.group(group);
    return room == null ? "" : room;
  }

  private static Path classes() throws URISyntaxException {
    return Path.of(RunnerServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String jdeps(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);
    int code = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments);
    assertThat(code).as(out.toString()).isZero();
    return out.toString();
  }
}
