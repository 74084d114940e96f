/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.surroundings;

import io.github.a6runner.core.RunnerServer;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the runner and of what it stands on. */
public final class Version implements IVersionProvider {

  /** For the command line's library. */
  public Version() {}

  /**
   * Returns the version of the runner alone.
   *
   * @return the version; {@code dev} of a build that was not packaged
   */
  public static String runner() {
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
