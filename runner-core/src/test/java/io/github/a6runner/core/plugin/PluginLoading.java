/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.binding.JsonConfSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A plugins folder that is written, loaded, and looked at. */
final class PluginLoading implements AutoCloseable {
  private final Path temp;
  private final PluginDesk desk;
  private final List<Plugins> loaded = new ArrayList<>();
  private int jars;

  PluginLoading(Path temp) {
    this.temp = temp;
    this.desk = new PluginDesk(temp);
  }

  /** Lets go of all that was loaded. */
  @Override
  public void close() {
    loaded.forEach(result -> result.filters().close());
  }

  /** A path beside the folder. */
  Path beside(String name) {
    return temp.resolve(name);
  }

  /** The folder. */
  Path root() {
    return desk.path("");
  }

  Path path(String entry) {
    return desk.path(entry);
  }

  Path copies() {
    return desk.copies();
  }

  /** Begins a jar. */
  PluginJar jar() {
    return new PluginJar(temp.resolve("parts" + jars++));
  }

  /** A library whose classes are named alike in each version. */
  Path library(int version) {
    return jar()
        .source(
            "package com.example.lib; public class Lib { public static final String VERSION ="
                + " new String(\"version %d\"); }".formatted(version))
        .resource("lib.txt", "text " + version)
        .write(temp.resolve("lib" + version + ".jar"));
  }

  /** Puts a jar into the folder, with the rights that an operator would give. */
  Path write(PluginJar jar, String entry) throws IOException {
    Path path = path(entry);
    Path parent = requireNonNull(path.getParent());
    Files.createDirectories(parent);
    jar.write(path);
    rights(parent, "rwxr-xr-x");
    rights(path, "rw-r--r--");
    return path;
  }

  /** Puts a jar with one filter into the folder. */
  Path write(String source, String entry) throws IOException {
    return write(jar().source(source).filters("com.example.plugin.A"), entry);
  }

  static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  Plugins load() throws IOException {
    Plugins result = desk.load();
    loaded.add(result);
    return result;
  }

  /** Loads for who closes the filters, and holds nothing of them. */
  FilterSet loadAndForget() throws IOException {
    return desk.load().filters();
  }

  FilterSet loadWithoutProblem() throws IOException {
    Plugins result = load();
    assertThat(result.problems()).isEmpty();
    return result.filters();
  }

  /** Sees that there is one problem, and no filter a. */
  void assertRefused(String origin, String reason) throws IOException {
    Plugins result = load();
    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.origin()).isEqualTo(origin);
              assertThat(problem.reason()).contains(reason).doesNotContain("\n");
            });
    assertThat(result.filters().find("a")).isEmpty();
  }

  /** The configuration object that a filter makes of nothing. */
  static Object configured(FilterSet filters, String name) throws Exception {
    LoadedFilter filter = filters.find(name).orElseThrow();
    return PluginContext.call(filter, () -> filter.filter().configure(new JsonConfSource("{}")));
  }

  static List<String> names(FilterSet filters) {
    return filters.filters().stream().map(LoadedFilter::name).toList();
  }
}
