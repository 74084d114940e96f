/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.starter.CommandLineFixture;
import io.github.a6runner.starter.CommandLineFixture.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code a6-runner new} writes; that it builds and runs is seen elsewhere. */
class NewCommandTest {
  private static final Pattern VERSIONED =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([0-9][^<]*)</version>");
  private static final List<String> MODULES =
      List.of(
          "runner-plugin-api", "runner-protocol", "runner-peer", "runner-core", "runner-testkit");

  private final Path folder;
  private final CommandLineFixture line;

  NewCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.line = new CommandLineFixture(folder.resolve("home"));
  }

  private Path project() {
    return folder.resolve("made/here");
  }

  private Result make(String... more) {
    List<String> all =
        Stream.concat(Stream.of("new", "my-plugin", "--dir", project().toString()), Stream.of(more))
            .toList();
    return line.run(all.toArray(String[]::new));
  }

  @Test
  void new_aName_writesAProjectAndSaysWhatToTry() throws IOException {
    Result result = make("--package", "org.acme");

    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("dev " + project(), "/my-plugin?name=you", "mvn -f " + project());
    assertThat(project().resolve("src/main/resources/META-INF/services"))
        .isDirectoryContaining("glob:**/io.github.a6runner.api.Filter");
    assertThat(project().resolve("src/main/java/org/acme/MyPluginFilter.java"))
        .content()
        .contains("package org.acme;", "return \"my-plugin\";");
    assertThat(project().resolve(".gitignore")).content().startsWith("target/");
    assertThat(filesWith("{{")).isEmpty();
  }

  @Test
  void new_folderWithSomethingInIt_isRefusedAndKept() throws IOException {
    Path file = Files.createDirectories(project()).resolve("pom.xml");
    Files.writeString(file, "mine");

    Result result = make();

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "a6-runner: " + project() + ": not empty (expected: a new or an empty folder)\n");
    assertThat(file).hasContent("mine");
  }

  @Test
  void new_emptyFolder_isUsed() throws IOException {
    Files.createDirectories(project());

    assertThat(make().status()).isZero();
  }

  @Test
  void new_badNames_areToldBeforeAnythingIsWritten() {
    Result result = make("--package", "java.mine");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("a6-runner: --package: java.mine (expected: ");
    assertThat(project()).doesNotExist();
  }

  @Test
  void new_inACheckout_installsWhatItsBuildNeeds() throws IOException {
    checkout();
    Path installer = folder.resolve("installer.xml");
    Path tools = maven("cp pom.xml '" + installer + "'; echo said");

    Result result =
        new CommandLineFixture(folder.resolve("home"))
            .run(
                Map.of("PATH", tools.toString() + ":/usr/bin:/bin"),
                false,
                "new",
                "my-plugin",
                "--dir",
                project().toString());

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains("into the local Maven repository", "said");
    assertThat(installer)
        .content()
        .contains("<file>" + folder.resolve("home/runner-testkit/target/runner-testkit-dev.jar"));
  }

  @Test
  void new_inACheckoutWhereMavenFails_saysSoInOneLine() throws IOException {
    checkout();
    Path tools = maven("exit 3");

    Result result =
        new CommandLineFixture(folder.resolve("home"))
            .run(
                Map.of("PATH", tools.toString() + ":/usr/bin:/bin"),
                false,
                "new",
                "my-plugin",
                "--dir",
                project().toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("status 3 (expected: 0)").doesNotContain("\tat ");
  }

  /** The versions are those that the runner itself is built with, and so known to be good. */
  @Test
  void pom_ofAProject_hasTheVersionsOfTheRunner() throws IOException {
    make();
    String root = Files.readString(Path.of("../pom.xml"));

    List<MatchResult> versions =
        VERSIONED
            .matcher(Files.readString(project().resolve("pom.xml")))
            .results()
            .filter(match -> !match.group(1).equals("my-plugin"))
            .toList();

    assertThat(versions).hasSizeGreaterThan(10);
    assertThat(versions)
        .allSatisfy(
            match -> assertThat(root).as(match.group()).contains(">" + match.group(2) + "<"));
  }

  private void checkout() throws IOException {
    for (String module : MODULES) {
      Path target = Files.createDirectories(folder.resolve("home").resolve(module + "/target"));
      Files.writeString(target.resolveSibling("pom.xml"), "");
      Files.writeString(target.resolve(module + "-dev.jar"), "");
    }
  }

  private Path maven(String script) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path mvn = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    return tools;
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(project())) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSize(8);
      return all.stream().filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    assertThat(file).isNotEmptyFile();
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
