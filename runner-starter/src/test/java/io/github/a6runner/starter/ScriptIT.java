/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script {@code bin/a6-runner}, in the checkout and in the distribution. */
class ScriptIT {
  private static final String SAID =
      """
      stop: the client gets 200
        X-Resp-A6-Runner: Java

        hi""";
  private static final String[] CALL = {"call", "--filter", "say={\"body\":\"hi\"}"};

  private final Path folder;

  ScriptIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void call_throughALinkInAnotherFolder_printsTheAnswer() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("a6"), script(RunnerProcess.ROOT));
    Path chain = Files.createSymbolicLink(folder.resolve("b6"), Path.of("a6"));

    try (RunnerProcess call = start(chain, Map.of(), CALL)) {
      assertThat(call.out()).isEqualTo(SAID);
      assertThat(call.awaitEnd()).isZero();
      assertThat(call.err()).isEmpty();
    }
    // Cleaning up would warn of a link that leads out of the folder.
    Files.delete(link);
  }

  @Test
  void call_throughALinkToItsFolder_printsTheAnswer() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("bin"), script(unpacked()).getParent());

    try (RunnerProcess call = start(link.resolve("a6-runner"), Map.of(), CALL)) {
      assertThat(call.out()).isEqualTo(SAID);
      assertThat(call.err()).isEmpty();
    }
  }

  @Test
  void call_unpackedUnderAPathWithSpaces_printsTheAnswer() throws Exception {
    Path home = unpacked();

    try (RunnerProcess call = start(script(home), Map.of(), CALL)) {
      assertThat(call.out()).isEqualTo(SAID);
      assertThat(call.err()).isEmpty();
    }
    assertThat(home).isDirectoryContaining("glob:**LICENSE");
    assertThat(home).isDirectoryContaining("glob:**NOTICE");
    assertThat(home.resolve("docs")).isNotEmptyDirectory();
    assertThat(home.resolve("conf/runner.yaml")).isNotEmptyFile();
  }

  @Test
  void run_unpacked_logsIntoTheInstallationAndSigtermReachesTheJvm() throws Exception {
    Path home = unpacked();
    Path socket = folder.resolve("x.sock");
    Map<String, String> environment = Map.of("APISIX_LISTEN_ADDRESS", "unix:" + socket);
    try (RunnerProcess run = start(script(home), environment, "run", "--managed")) {
      run.awaitReadiness();

      run.terminate();

      assertThat(run.awaitEnd()).isZero();
    }
    assertThat(socket).doesNotExist();
    assertThat(home.resolve("logs/a6-runner.log")).content().contains("stopping");
  }

  @Test
  void run_checkoutThatIsNotBuilt_saysWhatToTypeAndDoesNotBuild() throws Exception {
    Path checkout = checkoutWithoutBuild();

    try (RunnerProcess run = start(script(checkout), Map.of(), "run")) {
      assertThat(run.awaitEnd()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo(
              "a6-runner: not built yet (expected: cd "
                  + checkout.toRealPath()
                  + " && mvn -B -q -DskipTests package)\n");
    }
  }

  @Test
  void call_checkoutThatIsNotBuilt_buildsAndSaysSo() throws Exception {
    Path checkout = checkoutWithoutBuild();
    Path tools = Files.createDirectory(folder.resolve("tools"));
    executable(
        tools.resolve("mvn"),
        "#!/bin/sh\necho \"opts $MAVEN_OPTS\"\ncp '"
            + RunnerProcess.JAR
            + "' runner-starter/target/\n");
    Files.createDirectories(checkout.resolve("runner-starter/target"));

    try (RunnerProcess call =
        start(script(checkout), Map.of("PATH", tools + ":/usr/bin:/bin"), "call", "--help")) {
      assertThat(call.out()).startsWith("Usage: a6-runner call");
      assertThat(call.err()).startsWith("a6-runner: building ").contains("jansi.noreset=true");
    }
  }

  @Test
  void call_checkoutThatCannotBeBuilt_failsWithoutBlamingTheCommand() throws Exception {
    Path checkout = checkoutWithoutBuild();
    Path tools = Files.createDirectory(folder.resolve("tools"));
    executable(tools.resolve("mvn"), "#!/bin/sh\nexit 1\n");

    try (RunnerProcess call =
        start(script(checkout), Map.of("PATH", tools + ":/usr/bin:/bin"), "call", "--help")) {
      assertThat(call.awaitEnd()).isEqualTo(1);
      assertThat(call.err()).endsWith("a6-runner: the build failed, see above\n");
    }
  }

  @Test
  void anyCommand_jvmThatIsTooOld_isNamed() throws Exception {
    Path old = folder.resolve("jdk8");
    Files.createDirectories(old.resolve("bin"));
    executable(old.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");

    assertRefused(
        Map.of("JAVA_HOME", old.toString()),
        "a6-runner: java: " + old + "/bin/java is version 1.8.0_402 (expected: 17 or newer)\n");
  }

  @Test
  void anyCommand_javaHomeWithoutJava_isNamed() throws Exception {
    assertRefused(
        Map.of("JAVA_HOME", "/no/such/jdk"),
        "a6-runner: JAVA_HOME: /no/such/jdk (expected: a folder with bin/java)\n");
  }

  @Test
  void anyCommand_moreJvmOptions_reachTheJvm() throws Exception {
    Map<String, String> environment =
        Map.of("A6_RUNNER_JAVA_OPTS", "-Dx=y -XshowSettings:vm -Xmx99m");
    try (RunnerProcess version = start(script(RunnerProcess.ROOT), environment, "version")) {
      assertThat(version.awaitEnd()).isZero();
      assertThat(version.err()).contains("Max. Heap Size: 99");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', Using Serial",
    "-XX:+UseParallelGC, Using Parallel",
    "-XX:+UseCodeCacheFlushing -XX:+DisableExplicitGC, Using Serial",
  })
  void anyCommand_collector_isTheSmallOneUnlessAnotherIsChosen(String chosen, String said)
      throws Exception {
    Map<String, String> environment = Map.of("A6_RUNNER_JAVA_OPTS", chosen + " -Xlog:gc");
    try (RunnerProcess version = start(script(RunnerProcess.ROOT), environment, "version")) {
      assertThat(version.awaitEnd()).isZero();
      assertThat(version.out()).contains(said);
    }
  }

  /** Which options a JVM knows, as its release notes have it; one that it does not know ends it. */
  @ParameterizedTest
  @CsvSource({
    "17.0.9, false, false",
    "17.0.13, true, false",
    "21, false, false",
    "21.0.4, false, false",
    "21.0.10, true, false",
    "22.0.2, false, false",
    "23, true, false",
    "25, true, true",
    "26.0.1, true, true"
  })
  void anyCommand_optionsThatNotAllJvmsKnow_areForThoseThatDo(
      String version, boolean trims, boolean hasSmallObjects) throws Exception {
    Path jvm = folder.resolve("jdk");
    Files.createDirectories(jvm.resolve("bin"));
    executable(jvm.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
    Files.writeString(jvm.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");

    Map<String, String> environment = Map.of("JAVA_HOME", jvm.toString());
    try (RunnerProcess run = start(script(RunnerProcess.ROOT), environment, "version")) {
      String options = run.out();
      assertThat(options.contains("-XX:TrimNativeHeapInterval=")).isEqualTo(trims);
      assertThat(options.contains("CompactObjectHeaders")).isEqualTo(hasSmallObjects);
    }
  }

  private void assertRefused(Map<String, String> environment, String message) throws Exception {
    try (RunnerProcess run = start(script(RunnerProcess.ROOT), environment, "version")) {
      assertThat(run.awaitEnd()).isEqualTo(2);
      assertThat(run.err()).isEqualTo(message);
    }
  }

  private RunnerProcess start(Path script, Map<String, String> environment, String... args)
      throws IOException {
    String[] command = new String[args.length + 1];
    command[0] = script.toString();
    System.arraycopy(args, 0, command, 1, args.length);
    return RunnerProcess.start(folder, environment, command);
  }

  private static Path script(Path home) {
    return home.resolve("bin/a6-runner");
  }

  private Path unpacked() throws Exception {
    return Distribution.unpack(Files.createDirectory(folder.resolve("a path with spaces")));
  }

  private Path checkoutWithoutBuild() throws IOException {
    Path checkout = folder.resolve("checkout");
    Files.createDirectories(checkout.resolve("bin"));
    Files.createDirectories(checkout.resolve("runner-starter"));
    Files.writeString(checkout.resolve("runner-starter/pom.xml"), "<project/>");
    Files.copy(script(RunnerProcess.ROOT), script(checkout));
    Files.setPosixFilePermissions(script(checkout), PosixFilePermissions.fromString("rwxr-xr-x"));
    return checkout;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
