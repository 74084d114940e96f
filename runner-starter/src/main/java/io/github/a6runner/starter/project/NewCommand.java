/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import io.github.a6runner.starter.surroundings.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code a6-runner new}: a project for a plugin. */
@Command(
    name = "new",
    description = {
      "Writes a Maven project for a plugin: a filter, its test, and routes to try it with.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The plugin API and the test kit of this version are also installed into the local Maven",
      "repository, where the project's build looks for them.",
      "",
      "Examples:",
      "  a6-runner new my-plugin",
      "  a6-runner new my-plugin --package org.acme.gateway --dir plugins/my-plugin",
    })
public final class NewCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "NAME",
      description = "The name of the project and of its filter, as my-plugin.")
  private String name = "";

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "The package of its classes. Default: com.example. and the name.")
  private Optional<String> packageName = Optional.empty();

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder of the project, new or empty. Default: the name, right here.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--no-install", description = "Install nothing into the local Maven repository.")
  private boolean notInstalled;

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   */
  public NewCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    ProjectNames names =
        packageName.isPresent() ? ProjectNames.of(name, packageName.get()) : ProjectNames.of(name);
    Path project = folder.orElse(Path.of(name));
    ProjectFiles.makeEmpty(project);
    if (!notInstalled) {
      install();
    }
    new ProjectFiles(names, Version.runner()).write(project);
    announce(project);
    return ExitCode.OK;
  }

  /** Comes before the project is written: who has to try it again finds the folder empty. */
  private void install() throws UsageException, IOException, InterruptedException {
    String what = "the plugin API and the test kit, version " + Version.runner() + ",";
    Optional<PluginKit> kit = PluginKit.of(home(), Version.runner());
    if (kit.isPresent()) {
      surroundings.say("installing " + what + " into the local Maven repository");
      kit.get().install(new Maven(surroundings));
    } else {
      surroundings.say(
          what + " are not in " + home() + ": the project can be built where Maven finds them");
    }
  }

  private void announce(Path project) {
    String shown = Words.ofShell(project.toString());
    List.of(
            "a6-runner: wrote " + project + ". To try it, and to test and build it:",
            "  " + Words.ofShell(surroundings.script()) + " dev " + shown,
            "  curl -i 'http://127.0.0.1:9080/" + name + "?name=you'",
            "  mvn -f " + shown + " package")
        .forEach(surroundings.out()::println);
  }

  private Path home() {
    return surroundings.installation().home();
  }
}
