/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

  /**
   * An option whose value the script does not compute, that is no pattern, and about no file or
   * log.
   */
  private static final Pattern SCRIPT_OPTION =
      Pattern.compile(
          "(?<=[ '=])(-X(?!share|log|X:\\+Use\\*)[\\w:+=]+|-Dio[\\w.]+=\\w+|--sun-misc[\\w-]+=\\w+)");

  @Test
  void shapeOf_optionsOfTheScript_areAllThere() throws IOException {
    String script = Files.readString(Path.of("..", "bin", "a6-runner"));
    List<String> code = script.lines().filter(line -> !line.startsWith("#")).toList();
    List<String> options =
        SCRIPT_OPTION.matcher(String.join("\n", code)).results().map(MatchResult::group).toList();

    assertThat(options).contains("-Xmx512m", "-XX:MaxNewSize=32m").hasSizeGreaterThan(6);
    assertThat(JvmOptions.shapeOf(options.toArray(new String[0]))).isEqualTo(options);
  }

  @Test
  void shapeOf_whatDisturbsOthersOrIsNoOption_isLeftOut() {
    String[] arguments = {
      "-agentlib:jdwp=transport=dt_socket,address=5005",
      "-XX:SharedArchiveFile=x.jsa",
      "-XX:+HeapDumpOnOutOfMemoryError",
      "-Xlog:gc",
      "-Xmx1g",
      "-Djava.io.tmpdir=/x",
      "-Dother=x",
      "-jar",
      "a6-runner.jar",
      "-Xms2g"
    };

    assertThat(JvmOptions.shapeOf(arguments)).containsExactly("-Xmx1g", "-Djava.io.tmpdir=/x");
  }

  @Test
  void archiveOf_severalOptions_isTheLast() {
    String[] arguments = {
      "-XX:SharedArchiveFile=x.jsa",
      "-XX:SharedArchiveFile=y.jsa",
      "-jar",
      "a6-runner.jar",
      "-XX:SharedArchiveFile=z.jsa"
    };

    assertThat(JvmOptions.archiveOf(arguments)).contains("y.jsa");
    assertThat(JvmOptions.archiveOf(new String[] {"-jar", "a6-runner.jar"})).isEmpty();
  }
}
