/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugin API and the test kit, with what these need of the runner, as this installation has
 * them. Their version may not be published, and the project of a plugin could not be built with it.
 */
final class PluginKit {
  /** The test kit and all that it needs, the plugin API among it. */
  static final List<String> MODULES =
      List.of(
          "runner-plugin-api", "runner-protocol", "runner-peer", "runner-core", "runner-testkit");

  /** What the poms of the modules inherit from. */
  static final String PARENT = "a6-runner";

  private static final String JAR = ".jar";
  private static final String POM = ".pom";

  /** With the javadoc of what plugin authors name; only some of the modules have one. */
  private static final String SOURCES = "-sources.jar";

  private static final String EXECUTION =
      "<execution><id>%1$s</id><phase>validate</phase><goals><goal>install-file</goal></goals>"
          + "<configuration><file>%2$s</file><pomFile>%3$s</pomFile><packaging>%4$s</packaging>"
          + "%5$s</configuration></execution>";

  private final String version;
  private final String remedy;

  /** The file of an artifact: its jar, its pom or its sources. */
  private final BiFunction<String, String, Path> files;

  private PluginKit(String version, String remedy, BiFunction<String, String, Path> files) {
    this.version = version;
    this.remedy = remedy;
    this.files = files;
  }

  /**
   * Looks at an installation.
   *
   * @param home the folder of the installation
   * @param version the version of the runner
   * @return the kit; empty if the installation is neither a distribution nor a source checkout
   */
  static Optional<PluginKit> of(Path home, String version) {
    return Stream.of(shipped(home, version), built(home, version))
        .filter(kit -> MODULES.stream().allMatch(module -> Files.exists(kit.pom(module))))
        .findFirst();
  }

  /** That of a distribution, which has it as a Maven repository. */
  private static PluginKit shipped(Path home, String version) {
    Path repository = home.resolve("lib/maven/io/github/a6runner");
    return new PluginKit(
        version,
        "as it was unpacked",
        (artifact, kind) ->
            repository.resolve(artifact).resolve(version).resolve(artifact + "-" + version + kind));
  }

  /** That of a source checkout. */
  private static PluginKit built(Path home, String version) {
    return new PluginKit(
        version,
        "cd " + home + " && mvn -B -q -DskipTests package",
        (artifact, kind) -> {
          Path module = artifact.equals(PARENT) ? home : home.resolve(artifact);
          String built = "target/" + artifact + "-" + version + kind;
          return module.resolve(kind.equals(POM) ? "pom.xml" : built);
        });
  }

  /**
   * Puts it where Maven looks for it on this machine.
   *
   * @throws UsageException if it has not been built
   * @throws IOException if Maven fails
   */
  void install(Maven maven) throws UsageException, IOException, InterruptedException {
    for (String module : MODULES) {
      requireBuilt(jar(module));
    }
    try (PrivateFolder folder = PrivateFolder.make("a6-install-")) {
      Files.writeString(folder.path().resolve("pom.xml"), installer());
      maven.run(folder.path(), "validate");
    }
  }

  private void requireBuilt(Path jar) throws UsageException {
    if (!Files.exists(jar)) {
      throw new UsageException(jar + ": missing (expected: " + remedy + ")");
    }
  }

  private String installer() throws IOException {
    String all =
        MODULES.stream()
            .map(module -> execution(module, jar(module), "jar"))
            .collect(Collectors.joining("", execution(PARENT, pom(PARENT), "pom"), ""));
    return Templates.fill("install.xml", Map.of("version", version, "executions", all));
  }

  private String execution(String artifact, Path file, String packaging) {
    Path sources = files.apply(artifact, SOURCES);
    return EXECUTION.formatted(
        artifact,
        escaped(file),
        escaped(pom(artifact)),
        packaging,
        Files.exists(sources) ? "<sources>" + escaped(sources) + "</sources>" : "");
  }

  private static String escaped(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;");
  }

  private Path pom(String artifact) {
    return files.apply(artifact, POM);
  }

  private Path jar(String module) {
    return files.apply(module, JAR);
  }
}
