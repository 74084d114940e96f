/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the programs of the folder {@code ci} that write into pages ask of the checkout. */
@EnabledOnOs(OS.LINUX)
class CiCheckoutTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String EXPECTED =
      ": changed or new (expected: committed, since the page names the commit of what was"
          + " tried)\n";
  private static final String CHANGED = ": pom.xml" + EXPECTED;

  private final Path folder;
  private final Path checkout;

  CiCheckoutTest(@TempDir Path folder) {
    this.folder = folder;
    this.checkout = folder.resolve("checkout");
  }

  @BeforeEach
  void commit() throws Exception {
    assumeTrue(
        Stream.of("/usr/bin/git", "/bin/git").anyMatch(at -> Files.isExecutable(Path.of(at))),
        "git: not there");
    Path ci = Files.createDirectories(checkout.resolve("ci"));
    for (String name :
        List.of("common.sh", "compare", "benchmark", "soak", "mutation", "fuzz", "newcomer")) {
      Files.copy(ROOT.resolve("ci").resolve(name), ci.resolve(name));
    }
    Files.createDirectory(checkout.resolve("docs"));
    for (String name : List.of("pom.xml", "README.md", "docs/reliability.md")) {
      Files.writeString(checkout.resolve(name), "as committed");
    }
    for (String tool : List.of("mvn", "java", "curl")) {
      script(tool, "exit 9");
    }
    String author = "-c user.name=a -c user.email=a@example.org";
    assertThat(bash("git init -q && git add . && git " + author + " commit -q -m x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare",
        "benchmark",
        "benchmark --curves",
        "soak",
        "mutation",
        "fuzz",
        "newcomer"
      })
  void writer_changedSources_isRefusedBeforeAnythingIsBuilt(String program) throws Exception {
    Files.writeString(checkout.resolve("pom.xml"), "another");

    assertThat(bash("ci/" + program)).isEqualTo("ci/" + program.split(" ", 2)[0] + CHANGED);
  }

  @Test
  void writer_sourcesAddedToTheCommit_isRefused() throws Exception {
    Files.writeString(checkout.resolve("pom.xml"), "another");
    assertThat(bash("git add pom.xml")).isEmpty();

    assertThat(bash("ci/compare")).isEqualTo("ci/compare" + CHANGED);
  }

  @Test
  void writer_sourcesThatAreInNoCommit_isRefused() throws Exception {
    Files.writeString(checkout.resolve("new.java"), "new");

    assertThat(bash("ci/compare")).isEqualTo("ci/compare: new.java" + EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "benchmark"})
  void writer_changedPages_goesOnToBuild(String program) throws Exception {
    Files.writeString(checkout.resolve("README.md"), "another");
    Files.writeString(checkout.resolve("docs/reliability.md"), "another");

    assertThat(bash("ci/" + program)).contains("building").contains("the build failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quick", "--only x", "--only=x", "--quick --against ../other"})
  void benchmark_changedSourcesAndNoPage_goesOnToBuild(String options) throws Exception {
    Files.writeString(checkout.resolve("pom.xml"), "another");

    assertThat(bash("ci/benchmark " + options)).contains("building").contains("the build failed");
  }

  @Test
  void benchmark_pageOfWhatWasBuiltBefore_isRefused() throws Exception {
    assertThat(bash("BENCHMARK_NO_BUILD=1 ci/benchmark"))
        .isEqualTo(
            "ci/benchmark: BENCHMARK_NO_BUILD: set (expected: not where a page is written, which"
                + " names the commit of what was built)\n");
  }

  private void script(String name, String line) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path script = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  /** Runs a line in the checkout, with Maven and Java that fail; what it says on stderr. */
  private String bash(String line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", line).directory(checkout.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("CC", "true");
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
