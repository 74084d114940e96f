/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static io.github.a6runner.core.plugin.PluginLoading.configured;
import static io.github.a6runner.core.plugin.PluginLoading.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a folder of plugins becomes a set of filters. */
class PluginsLoadTest {
  private final PluginLoading folder;

  PluginsLoadTest(@TempDir Path temp) {
    folder = new PluginLoading(temp);
  }

  @AfterEach
  void closeAll() {
    folder.close();
  }

  @Test
  void load_ofTwoPlugins_isSideBySide() throws IOException {
    Object both = PluginsLoadTest.class.getName() + ".both";
    System.getProperties().put(both, new CyclicBarrier(2));
    for (String name : List.of("one", "other")) {
      String wait = "public A() throws Exception { ((java.util.concurrent.CyclicBarrier)";
      wait += " System.getProperties().get(\"%s\"))".formatted(both);
      wait += ".await(10, java.util.concurrent.TimeUnit.SECONDS); }";
      folder.write(PluginSources.filter("A", name, wait), name + ".jar");
    }

    try {
      assertThat(names(folder.loadWithoutProblem())).containsExactly("one", "other");
    } finally {
      System.getProperties().remove(both);
    }
  }

  @Test
  void load_jars_areEntriesInTheOrderOfTheirNames() throws IOException {
    folder.write(PluginSources.filter("A", "first", ""), "b.jar");
    folder.write(PluginSources.filter("A", "second", ""), "c.jar");
    folder.write(
        folder
            .jar()
            .source(PluginSources.filter("B", "zeroth", ""))
            .source(PluginSources.filter("A", "also", ""))
            .filters("# two", "com.example.plugin.B # one", "", "com.example.plugin.A"),
        "a.jar");

    FilterSet filters = folder.loadWithoutProblem();

    assertThat(names(filters)).containsExactly("zeroth", "also", "first", "second");
    LoadedFilter filter = filters.find("first").orElseThrow();
    assertThat(filter.origin()).isEqualTo("plugins/b.jar");
    assertThat(filter.plugin()).isEqualTo("b");
  }

  @Test
  void load_folderOfJars_isOnePlugin() throws Exception {
    Path library = folder.library(1);
    Files.createDirectory(folder.path("two"));
    folder.write(
        folder
            .jar()
            .compiledAgainst(library)
            .source(PluginSources.answering("A", "a", "com.example.lib.Lib.VERSION.trim()"))
            .filters("com.example.plugin.A"),
        "two/main.jar");
    Files.copy(library, folder.path("two/lib.jar"));
    Files.writeString(folder.path("two/notes.txt"), "no jar");

    FilterSet filters = folder.loadWithoutProblem();

    assertThat(configured(filters, "a")).isEqualTo("version 1");
    assertThat(filters.find("a").orElseThrow().plugin()).isEqualTo("two");
    assertThat(filters.find("a").orElseThrow().origin()).isEqualTo("plugins/two");
  }

  @Test
  void load_otherFiles_arePassedOver() throws IOException {
    Files.writeString(folder.path("README.md"), "no plugin");
    Files.writeString(folder.path(".hidden.jar"), "no plugin");
    Files.createDirectory(folder.path(".git"));

    assertThat(folder.loadWithoutProblem().filters()).isEmpty();
  }

  @Test
  void load_missingFolder_isAProblem() throws IOException {
    Files.delete(folder.root());

    folder.assertRefused(folder.root().toString(), "missing (expected: a folder of plugins)");
  }

  @Test
  void load_jarThatIsOverwrittenLater_goesOnFromItsPrivateCopy() throws Exception {
    Path path =
        folder.write(
            folder
                .jar()
                .source(
                    "package com.example.plugin; class Late { static String now() { return \"late\"; } }")
                .source(PluginSources.answering("A", "a", "Late.now()"))
                .filters("com.example.plugin.A"),
            "a.jar");
    FilterSet filters = folder.loadWithoutProblem();

    Files.write(path, "overwritten".repeat(1000).getBytes(StandardCharsets.US_ASCII));

    assertThat(configured(filters, "a")).isEqualTo("late");
  }

  @Test
  void close_ofTheFilters_deletesThePrivateCopies() throws IOException {
    folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    FilterSet filters = folder.loadWithoutProblem();
    List<Path> generations = list(folder.copies());
    assertThat(generations).hasSize(1);
    assertThat(Files.getPosixFilePermissions(generations.get(0)))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    filters.close();

    assertThat(list(folder.copies())).isEmpty();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
