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

  private final Path folder;
  private final CommandLineFixture line;

  NewCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.line = new CommandLineFixture(home());
  }

  private Path home() {
    return folder.resolve("home");
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
    for (String module : PluginKit.MODULES) {
      write(module + "/pom.xml");
      write(module + "/target/" + module + "-dev.jar");
    }

    assertThat(installer())
        .contains(file("runner-testkit/target/runner-testkit-dev.jar"))
        .contains("<pomFile>" + home().resolve("pom.xml") + "</pomFile>");
  }

  @Test
  void new_inADistribution_installsWhatItHas() throws IOException {
    distribution();

    assertThat(installer())
        .contains(file("lib/maven/io/github/a6runner/runner-testkit/dev/runner-testkit-dev.jar"))
        .contains(file("lib/maven/io/github/a6runner/a6-runner/dev/a6-runner-dev.pom"))
        .doesNotContain("<sources>");
  }

  @Test
  void new_whereThereAreSources_installsThem() throws IOException {
    distribution();
    write(shipped("runner-plugin-api") + "-sources.jar");

    assertThat(installer())
        .containsOnlyOnce("<sources>")
        .contains(
            "<sources>" + home().resolve(shipped("runner-plugin-api")) + "-sources.jar</sources>");
  }

  @Test
  void new_whereMavenFails_saysSoInOneLineAndCanBeTriedAgain() throws IOException {
    distribution();

    Result result = makeWithMaven("exit 3");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("status 3 (expected: 0)").doesNotContain("\tat ");
    assertThat(project()).isEmptyDirectory();
  }

  @Test
  void new_byAJarAlone_saysWhatItsBuildNeeds() {
    Result result = make();

    assertThat(result.status()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "a6-runner: the plugin API and the test kit, version dev, are not in "
                + home()
                + ": the project can be built where Maven finds them\n");
  }

  @Test
  void new_whereNothingIsToBeInstalled_needsNoMaven() throws IOException {
    distribution();

    Result result = make("--no-install");

    assertThat(result.status()).isZero();
    assertThat(result.err()).isEmpty();
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

  private void distribution() throws IOException {
    write(shipped(PluginKit.PARENT) + ".pom");
    for (String module : PluginKit.MODULES) {
      write(shipped(module) + ".pom");
      write(shipped(module) + ".jar");
    }
  }

  private static String shipped(String artifact) {
    return "lib/maven/io/github/a6runner/" + artifact + "/dev/" + artifact + "-dev";
  }

  private void write(String path) throws IOException {
    Path file = home().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  private String file(String path) {
    return "<file>" + home().resolve(path) + "</file>";
  }

  /** What Maven is given to do. */
  private String installer() throws IOException {
    Path given = folder.resolve("installer.xml");
    Result result = makeWithMaven("cp pom.xml '" + given + "'; echo said");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).contains("into the local Maven repository", "said");
    assertThat(project().resolve("pom.xml")).exists();
    return Files.readString(given);
  }

  private Result makeWithMaven(String script) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path mvn = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = Map.of("PATH", tools + ":/usr/bin:/bin");
    return line.run(environment, false, "new", "my-plugin", "--dir", project().toString());
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
