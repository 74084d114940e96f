/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of a new plugin's project, made from templates. */
final class ProjectFiles {
  private final ProjectNames names;
  private final String version;

  /**
   * Prepares a project.
   *
   * @param names what things are called
   * @param version the version of the runner that it is for
   */
  ProjectFiles(ProjectNames names, String version) {
    this.names = names;
    this.version = version;
  }

  /**
   * Writes the project.
   *
   * @param folder the folder of the project, which is made if it is missing
   * @throws IOException if it cannot be written
   */
  void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : templates().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, filled(file.getValue()));
    }
  }

  /**
   * Makes the folder of a project, before anything that takes long is done for it.
   *
   * @param folder the folder; it may be there if it is empty
   * @throws UsageException if something is there already
   * @throws IOException if it cannot be made
   */
  static void makeEmpty(Path folder) throws UsageException, IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException(folder + ": a file (expected: a new or an empty folder)");
    }
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new UsageException(folder + ": not empty (expected: a new or an empty folder)");
      }
    }
  }

  /** The files of the project, and the template of each. */
  private Map<String, String> templates() {
    String main = "src/main/java/" + names.path() + "/" + names.className() + ".java";
    String test = "src/test/java/" + names.path() + "/" + names.className() + "Test.java";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put(main, "Filter.java");
    files.put("src/main/resources/META-INF/services/io.github.a6runner.api.Filter", "service");
    files.put(test, "FilterTest.java");
    files.put("src/test/resources/logback-test.xml", "logback-test.xml");
    files.put("routes.yaml", "routes.yaml");
    files.put("README.md", "README.md");
    files.put(".gitignore", "gitignore");
    return files;
  }

  private String filled(String template) throws IOException {
    return Templates.fill(
        template,
        Map.of(
            "name", names.name(),
            "package", names.packageName(),
            "path", names.path(),
            "class", names.className(),
            "version", version));
  }
}
