/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static io.github.a6runner.core.plugin.PluginLoading.configured;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.Until;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which classes and resources a plugin sees, and that it is let go of with all of its own. */
class PluginClassesTest {
  private final PluginLoading folder;

  PluginClassesTest(@TempDir Path temp) {
    folder = new PluginLoading(temp);
  }

  @AfterEach
  void closeAll() {
    folder.close();
  }

  @Test
  void load_twoVersionsOfALibrary_eachPluginSeesItsOwn() throws Exception {
    for (int version = 1; version <= 2; version++) {
      Path library = folder.library(version);
      String entry = "p" + version;
      folder.write(
          folder
              .jar()
              .compiledAgainst(library)
              .source(
                  PluginSources.answering(
                      "A",
                      entry,
                      """
                      com.example.lib.Lib.VERSION + new String(A.class.getResourceAsStream(
                          "/lib.txt").readAllBytes())\
                      """))
              .filters("com.example.plugin.A"),
          entry + "/main.jar");
      Files.copy(library, folder.path(entry).resolve("lib.jar"));
    }

    FilterSet filters = folder.loadWithoutProblem();

    assertThat(configured(filters, "p1")).isEqualTo("version 1text 1");
    assertThat(configured(filters, "p2")).isEqualTo("version 2text 2");
  }

  @ParameterizedTest
  @CsvSource({
    "com.fasterxml.jackson.databind.ObjectMapper, false",
    "io.netty.buffer.ByteBuf, false",
    "com.github.benmanes.caffeine.cache.Caffeine, false",
    "ch.qos.logback.classic.Logger, false",
    "io.github.a6runner.core.plugin.Plugins, false",
    "io.github.a6runner.api.Decision, true",
    "org.slf4j.Logger, true",
    "java.sql.Connection, true",
    "javax.xml.parsers.SAXParser, true",
  })
  void load_classOfTheRunner_isSeenOnlyIfShared(String className, boolean seen) throws Exception {
    String resource = className.replace('.', '/') + ".class";
    assertThat(getClass().getClassLoader().getResource(resource)).isNotNull();
    folder.write(
        PluginSources.answering(
            "A",
            "a",
            """
            seen() + (A.class.getResource("/%2$s") == null ? "" : " as resource");
            }
            private static String seen() {
              try { return Class.forName("%1$s").getName(); }
              catch (ClassNotFoundException e) { return "unseen"; }
            }
            static { ;\
            """
                .formatted(className, resource)),
        "a.jar");

    String answer = (String) configured(folder.loadWithoutProblem(), "a");

    assertThat(answer).startsWith(seen ? className : "unseen");
    assertThat(seen || !answer.contains("resource")).isTrue();
  }

  @Test
  void load_slf4j_isTheRunnersSoThatPluginsLogWithIt() throws Exception {
    folder.write(
        PluginSources.answering("A", "a", "org.slf4j.LoggerFactory.getILoggerFactory().getClass()"),
        "a.jar");

    assertThat(configured(folder.loadWithoutProblem(), "a"))
        .isEqualTo(org.slf4j.LoggerFactory.getILoggerFactory().getClass().toString());
  }

  @Test
  void load_servicesInAPlugin_areItsOwnAlone() throws Exception {
    folder.write(
        PluginSources.answering(
            "A",
            "a",
            """
            Collections.list(A.class.getClassLoader().getResources(
                "META-INF/services/io.github.a6runner.api.Filter")).size()
                + " " + Collections.list(A.class.getClassLoader().getResources(
                "META-INF/services/org.slf4j.spi.SLF4JServiceProvider")).size()\
            """),
        "a.jar");

    assertThat(configured(folder.loadWithoutProblem(), "a")).isEqualTo("1 0");
  }

  @Test
  void load_everyCallIntoAPlugin_hasItsClassLoaderAsContext() throws Exception {
    String check =
        """
        { check("%s"); }
        private static void check(String where) {
          if (Thread.currentThread().getContextClassLoader() != A.class.getClassLoader()) {
            throw new IllegalStateException(where);
          }
        }
        static { check("static"); }
        @Override public void start(ConfSource s) { check("start"); }
        @Override public void close() { check("close"); System.setProperty("%s", "closed"); }
        """;
    String property = "a6runner.test." + System.nanoTime();
    folder.write(PluginSources.filter("A", "a", check.formatted("constructor", property)), "a.jar");
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    folder.loadWithoutProblem().close();

    assertThat(System.clearProperty(property)).isEqualTo("closed");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void close_ofTheFilters_letsTheClassesOfThePluginGo() throws Exception {
    folder.write(
        PluginSources.answering(
                "A", "a", "new Object() { Object bind() { return new JsonConf(1); } }.bind()")
            .replace("source.text()", "source.as(JsonConf.class).toString()")
            .replace("String.valueOf(answer())", "source.as(JsonConf.class).toString()")
            .replace(
                "static Object", "private record JsonConf(@Default(\"3\") int x) {} static Object"),
        "a.jar");
    WeakReference<ClassLoader> plugin = useAndClose();

    Until.collected("the class loader", plugin);
  }

  private WeakReference<ClassLoader> useAndClose() throws Exception {
    try (FilterSet filters = folder.loadAndForget()) {
      assertThat(configured(filters, "a")).isEqualTo("JsonConf[x=3]");
      return new WeakReference<>(filters.filters().get(0).classLoader());
    }
  }
}
