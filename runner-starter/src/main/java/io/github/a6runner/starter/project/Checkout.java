/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import io.github.a6runner.starter.surroundings.PrivateFolder;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sources that this program was built from, if they are at hand. What was built may then have a
 * version that is not published, and the project of a plugin could not be built with it.
 */
final class Checkout {
  /** The test kit and all that it needs, the plugin API among it. */
  private static final List<String> MODULES =
      List.of(
          "runner-plugin-api", "runner-protocol", "runner-peer", "runner-core", "runner-testkit");

  private static final String EXECUTION =
      "<execution><id>%1$s</id><phase>validate</phase><goals><goal>install-file</goal></goals>"
          + "<configuration><file>%2$s</file><pomFile>%3$s</pomFile><packaging>%4$s</packaging>"
          + "</configuration></execution>";

  private final Path home;
  private final String version;

  /**
   * Looks at an installation.
   *
   * @param home its folder
   * @param version the version of what was built
   */
  Checkout(Path home, String version) {
    this.home = home;
    this.version = version;
  }

  /** Whether there are sources. */
  boolean isThere() {
    return MODULES.stream().allMatch(module -> Files.exists(pom(module)));
  }

  /**
   * Puts the plugin API and the test kit where Maven looks for them on this machine.
   *
   * @throws UsageException if they have not been built
   * @throws IOException if Maven fails
   */
  void install(Maven maven) throws UsageException, IOException, InterruptedException {
    for (String module : MODULES) {
      requireBuilt(jar(module));
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (PrivateFolder folder = PrivateFolder.make(temporary, "a6-install-")) {
      Files.writeString(folder.path().resolve("pom.xml"), installer());
      maven.run(folder.path(), "validate");
    }
  }

  private void requireBuilt(Path jar) throws UsageException {
    if (!Files.exists(jar)) {
      throw new UsageException(
          jar + ": missing (expected: cd " + home + " && mvn -B -q -DskipTests package)");
    }
  }

  private String installer() throws IOException {
    Path parent = home.resolve("pom.xml");
    String all =
        MODULES.stream()
            .map(module -> execution(module, jar(module), pom(module), "jar"))
            .collect(Collectors.joining("", execution("parent", parent, parent, "pom"), ""));
    return Templates.fill("install.xml", Map.of("version", version, "executions", all));
  }

  private static String execution(String id, Path file, Path pom, String packaging) {
    return EXECUTION.formatted(id, escaped(file), escaped(pom), packaging);
  }

  private static String escaped(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;");
  }

  private Path pom(String module) {
    return home.resolve(module).resolve("pom.xml");
  }

  private Path jar(String module) {
    return home.resolve(module).resolve("target").resolve(module + "-" + version + ".jar");
  }
}
