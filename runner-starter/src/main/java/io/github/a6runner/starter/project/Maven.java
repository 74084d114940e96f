/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import io.github.a6runner.starter.surroundings.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maven, run in a folder as a process of its own. */
public final class Maven {
  /** Without it Maven ends with an escape sequence, even if nobody sees colours. */
  private static final String PLAIN = "-Djansi.noreset=true";

  private final Map<String, String> environment;
  private final OutputStream said;

  /**
   * Takes the Maven that is on the path of the surroundings, and talks to their person.
   *
   * @param surroundings their environment counts
   */
  public Maven(Surroundings surroundings) {
    this.environment = Map.copyOf(surroundings.environment());
    this.said = surroundings.err();
  }

  /**
   * Runs Maven quietly and waits for its end.
   *
   * @param folder the folder of the project
   * @param arguments goals and options
   * @throws IOException if there is no Maven, or it ends with a failure
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable().toString(), "-B", "-q"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().merge("MAVEN_OPTS", PLAIN, (given, plain) -> plain + " " + given);
    builder.redirectInput(new File("/dev/null")).redirectErrorStream(true);
    Process process = builder.start();
    process.getInputStream().transferTo(said);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("mvn in " + folder + ": status " + status + " (expected: 0)");
    }
  }

  private Path executable() throws IOException {
    String path = environment.getOrDefault("PATH", "");
    Optional<Path> found =
        List.of(path.split(File.pathSeparator, -1)).stream()
            .map(folder -> Path.of(folder, "mvn"))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(() -> new IOException("mvn: not found (expected: on the PATH)"));
  }
}
