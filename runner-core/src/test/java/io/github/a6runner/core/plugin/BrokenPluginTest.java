/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static io.github.a6runner.core.plugin.PluginLoading.names;
import static io.github.a6runner.core.plugin.PluginLoading.rights;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a plugin is said, and harms no other. */
class BrokenPluginTest {
  private final PluginLoading folder;

  BrokenPluginTest(@TempDir Path temp) {
    folder = new PluginLoading(temp);
  }

  @AfterEach
  void closeAll() {
    folder.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A() { throw new RuntimeException(\"con\\nstructor\"); }"
            + "|no public constructor without parameters (expected: public A())",
        "public A() { throw new RuntimeException(\"no\\nluck\"); }"
            + "|filter class com.example.plugin.A: constructor failed:"
            + " java.lang.RuntimeException: no luck",
        "public A(int i) {}|no public constructor without parameters",
        "static { if (true) throw new RuntimeException(\"no luck\"); }"
            + "|its static initializer failed: java.lang.RuntimeException: no luck",
        "@Override public void start(ConfSource s) throws Exception { throw new Exception(\"no luck\"); }"
            + "|filter a: start failed: java.lang.Exception: no luck",
        "@Override public void start(ConfSource s) { throw new AssertionError(\"no luck\"); }"
            + "|filter a: start failed: java.lang.AssertionError: no luck",
        "@Override public void start(ConfSource s) { start(s); }"
            + "|filter a: start failed: java.lang.StackOverflowError",
        "@Override public void start(ConfSource s) { throw new OutOfMemoryError(\"no luck\"); }"
            + "|filter a: start failed: java.lang.OutOfMemoryError: no luck",
        "public A() { new A(); }"
            + "|filter class com.example.plugin.A: constructor failed:"
            + " java.lang.StackOverflowError",
        "static final String DEEP = deep(); static String deep() { return deep(); }"
            + "|filter class com.example.plugin.A: java.lang.StackOverflowError",
      })
  void load_filterThatFails_isAProblemWithTheReason(String members, String reason)
      throws IOException {
    folder.write(PluginSources.filter("A", "a", members), "a.jar");

    folder.assertRefused("plugins/a.jar", reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public A() { throw new RuntimeException(\"secret\"); }",
        "{ if (true) throw new NoClassDefFoundError(\"secret\"); }",
        "{ if (true) throw new UnsupportedClassVersionError(\"secret\"); }",
        "static { if (true) throw new RuntimeException(\"secret\"); }",
        "static void in() { throw new IllegalArgumentException(\"secret\"); }",
        "@Override public void start(ConfSource s) { throw new IllegalStateException(\"secret\"); }",
      })
  void load_filterThatFails_saysInPublicWhatItThrewAndNotItsMessage(String members)
      throws IOException {
    String source = PluginSources.filter("A", "a", members);
    folder.write(
        members.contains("in()") ? source.replace("return \"a\"", "in(); return \"a\"") : source,
        "a.jar");

    assertThat(folder.load().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.reason()).contains("secret");
              assertThat(problem.publicReason())
                  .containsPattern("java\\.lang\\.\\w+$")
                  .doesNotContain("secret");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return \"\";|com.example.plugin.A: name() returns a blank or control character (expected:"
            + " a name that is not empty)",
        "return \"a\" + System.nanoTime();|name() changes (expected: always the same name)",
      })
  void load_filterThatIsNone_saysInPublicWhy(String name, String reason) throws IOException {
    folder.write(PluginSources.filter("A", "a", "").replace("return \"a\";", name), "a.jar");

    assertThat(folder.load().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.publicReason()).endsWith(reason));
  }

  @Test
  void load_brokenFilterBesideOthers_leavesTheOthers() throws IOException {
    folder.write(
        folder
            .jar()
            .source(
                PluginSources.filter(
                    "A", "a", "@Override public void start(ConfSource s) { int i = 1/0; }"))
            .source(PluginSources.filter("B", "b", ""))
            .filters("com.example.plugin.A", "com.example.plugin.B"),
        "a.jar");
    folder.write(PluginSources.filter("A", "c", ""), "c.jar");

    Plugins result = folder.load();

    assertThat(names(result.filters())).containsExactly("b", "c");
    assertThat(result.problems())
        .containsExactly(
            new PluginProblem(
                "plugins/a.jar",
                "filter a: start failed: java.lang.ArithmeticException: / by zero",
                "filter a: start failed: java.lang.ArithmeticException"));
  }

  @Test
  void load_nameThatThrowsWithoutAWord_namesWhatItThrew() throws IOException {
    folder.write(
        PluginSources.filter("A", "a", "")
            .replace("return \"a\";", "throw new IllegalArgumentException();"),
        "a.jar");

    folder.assertRefused(
        "plugins/a.jar", "filter class com.example.plugin.A: java.lang.IllegalArgumentException");
  }

  @Test
  void load_nameThatOverflowsItsStack_isAProblem() throws IOException {
    folder.write(
        PluginSources.filter("A", "a", "").replace("return \"a\";", "return name();"), "a.jar");

    folder.assertRefused(
        "plugins/a.jar", "filter class com.example.plugin.A: java.lang.StackOverflowError");
  }

  @Test
  void load_classThatIsNotThere_isNamed() throws IOException {
    folder.write(folder.jar().filters("com.example.Gone"), "a.jar");

    folder.assertRefused(
        "plugins/a.jar",
        "filter class com.example.Gone: not found (expected: a class in the plugin)");
  }

  @Test
  void load_classOfTheRunnerAsFilter_isRefused() throws IOException {
    folder.write(folder.jar().filters("java.lang.String"), "a.jar");

    folder.assertRefused("plugins/a.jar", "filter class java.lang.String: not the plugin's own");
  }

  @Test
  void load_classThatIsNoFilter_isRefused() throws IOException {
    folder.write(
        folder
            .jar()
            .source("package com.example.plugin; public class A {}")
            .filters("com.example.plugin.A"),
        "a.jar");

    folder.assertRefused(
        "plugins/a.jar", "not a filter (expected: implements io.github.a6runner.api.Filter");
  }

  @ParameterizedTest
  @CsvSource({"public abstract class, abstract", "class, not public"})
  void load_classThatCannotBeMade_isRefused(String kind, String why) throws IOException {
    folder.write(PluginSources.filter("A", "a", "").replace("public class", kind), "a.jar");

    folder.assertRefused("plugins/a.jar", "A: " + why + " (expected: a ");
  }

  @Test
  void load_dependencyThatIsMissing_isNamed() throws IOException {
    folder.write(
        folder
            .jar()
            .compiledAgainst(folder.library(1))
            .source(
                PluginSources.filter(
                    "A", "a", "private final Object lib = com.example.lib.Lib.VERSION;"))
            .filters("com.example.plugin.A"),
        "a.jar");

    folder.assertRefused("plugins/a.jar", "neither in the plugin nor shared by the runner");
  }

  @Test
  void load_newerClassFile_namesTheJavaItIsFor() throws IOException {
    byte[] ofJava99 = {
      (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) (44 + 99)
    };
    folder.write(
        folder.jar().resource("com/example/New.class", ofJava99).filters("com.example.New"),
        "a.jar");

    folder.assertRefused(
        "plugins/a.jar",
        "com.example.New is compiled for Java 99 (expected: at most %d, which runs here)"
            .formatted(Runtime.version().feature()));
  }

  @Test
  void load_brokenClassFile_isAProblem() throws IOException {
    folder.write(
        folder.jar().resource("com/example/Bad.class", "no class").filters("com.example.Bad"),
        "a.jar");

    folder.assertRefused(
        "plugins/a.jar", "filter class com.example.Bad: java.lang.ClassFormatError");
  }

  @Test
  void load_jarWithoutServiceFile_isAProblem() throws IOException {
    folder.write(folder.jar().source(PluginSources.filter("A", "a", "")), "a.jar");

    folder.assertRefused(
        "plugins/a.jar", "no filter announced (expected: class names in " + ServiceFiles.NAME);
  }

  @Test
  void load_corruptJar_isAProblem() throws IOException {
    Path path = folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));

    folder.assertRefused("plugins/a.jar", "(expected: a jar that is whole)");
  }

  @Test
  void load_folderWithoutJars_isAProblem() throws IOException {
    rights(Files.createDirectory(folder.path("a")), "rwxr-xr-x");

    folder.assertRefused("plugins/a", "no jars in it");
  }

  @Test
  void load_oneNameInTwoEntries_isAnErrorOfBothAndUsesNeither() throws IOException {
    folder.write(
        PluginSources.filter(
            "A", "a", "@Override public void start(ConfSource s) { int i = 1/0; }"),
        "x.jar");
    folder.write(PluginSources.filter("A", "a", ""), "y.jar");
    folder.write(PluginSources.filter("A", "b", ""), "z.jar");

    Plugins result = folder.load();

    String reason =
        "filter a: in plugins/x.jar (com.example.plugin.A) and plugins/y.jar"
            + " (com.example.plugin.A) (expected: one filter of a name; none of these is used)";
    assertThat(result.problems())
        .containsExactly(
            new PluginProblem("plugins/x.jar", reason, reason),
            new PluginProblem("plugins/y.jar", reason, reason));
    assertThat(names(result.filters())).containsExactly("b");
  }
}
