/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.core.RunnerServer;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the runner and of what it stands on. */
final class Version implements IVersionProvider {

  /** The version of the runner alone; that of a build that was not packaged is {@code dev}. */
  static String runner() {
    return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "a6-runner " + runner(),
      "java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
      "transport " + RunnerServer.transport(),
    };
  }
}
