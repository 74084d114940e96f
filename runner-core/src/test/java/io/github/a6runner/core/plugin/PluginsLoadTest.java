/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.a6runner.core.binding.JsonConfSource;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginsLoadTest {
  private Path temp;
  private Path plugins;
  private Path copies;
  private int jars;
  private final List<Plugins> loaded = new ArrayList<>();

  @BeforeEach
  void makeFolders(@TempDir Path folder) throws IOException {
    temp = folder;
    // The rights are what an operator would give, whatever the umask of the test is.
    plugins = Files.createDirectory(temp.resolve("plugins"));
    copies = temp.resolve("run").resolve("plugins");
    rights(plugins, "rwxr-xr-x");
  }

  @AfterEach
  void closeAll() {
    loaded.forEach(result -> result.filters().close());
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  private PluginJar jar() {
    return new PluginJar(temp.resolve("work" + jars++));
  }

  private Path write(PluginJar jar, String entry) throws IOException {
    Path path = plugins.resolve(entry);
    Path parent = requireNonNull(path.getParent());
    Files.createDirectories(parent);
    jar.write(path);
    rights(parent, "rwxr-xr-x");
    rights(path, "rw-r--r--");
    return path;
  }

  /** Puts a jar with one filter into the folder. */
  private Path write(String source, String entry) throws IOException {
    return write(jar().source(source).filters("com.example.plugin.A"), entry);
  }

  private Plugins load() throws IOException {
    Plugins result = Plugins.load(plugins, Optional.empty(), copies);
    loaded.add(result);
    return result;
  }

  private FilterSet loadWithoutProblem() throws IOException {
    Plugins result = load();
    assertThat(result.problems()).isEmpty();
    return result.filters();
  }

  private void assertRefused(String origin, String reason) throws IOException {
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

  private static Object configured(FilterSet filters, String name) throws Exception {
    LoadedFilter filter = filters.find(name).orElseThrow();
    return PluginContext.call(filter, () -> filter.filter().configure(new JsonConfSource("{}")));
  }

  private static List<String> names(FilterSet filters) {
    return filters.filters().stream().map(LoadedFilter::name).toList();
  }

  @Test
  void load_ofTwoPlugins_isSideBySide() throws IOException {
    Object both = PluginsLoadTest.class.getName() + ".both";
    System.getProperties().put(both, new CyclicBarrier(2));
    for (String name : List.of("one", "other")) {
      String wait = "public A() throws Exception { ((java.util.concurrent.CyclicBarrier)";
      wait += " System.getProperties().get(\"%s\"))".formatted(both);
      wait += ".await(10, java.util.concurrent.TimeUnit.SECONDS); }";
      write(PluginSources.filter("A", name, wait), name + ".jar");
    }

    try {
      assertThat(names(loadWithoutProblem())).containsExactly("one", "other");
    } finally {
      System.getProperties().remove(both);
    }
  }

  @Test
  void load_jars_areEntriesInTheOrderOfTheirNames() throws IOException {
    write(PluginSources.filter("A", "first", ""), "b.jar");
    write(PluginSources.filter("A", "second", ""), "c.jar");
    write(
        jar()
            .source(PluginSources.filter("B", "zeroth", ""))
            .source(PluginSources.filter("A", "also", ""))
            .filters("# two", "com.example.plugin.B # one", "", "com.example.plugin.A"),
        "a.jar");

    FilterSet filters = loadWithoutProblem();

    assertThat(names(filters)).containsExactly("zeroth", "also", "first", "second");
    LoadedFilter filter = filters.find("first").orElseThrow();
    assertThat(filter.origin()).isEqualTo("plugins/b.jar");
    assertThat(filter.plugin()).isEqualTo("b");
  }

  @Test
  void load_folderOfJars_isOnePlugin() throws Exception {
    Path library = library(1);
    Files.createDirectory(plugins.resolve("two"));
    write(
        jar()
            .compiledAgainst(library)
            .source(PluginSources.answering("A", "a", "com.example.lib.Lib.VERSION.trim()"))
            .filters("com.example.plugin.A"),
        "two/main.jar");
    Files.copy(library, plugins.resolve("two/lib.jar"));
    Files.writeString(plugins.resolve("two/notes.txt"), "no jar");

    FilterSet filters = loadWithoutProblem();

    assertThat(configured(filters, "a")).isEqualTo("version 1");
    assertThat(filters.find("a").orElseThrow().plugin()).isEqualTo("two");
    assertThat(filters.find("a").orElseThrow().origin()).isEqualTo("plugins/two");
  }

  /** A library whose classes are named alike in each version. */
  private Path library(int version) {
    return jar()
        .source(
            "package com.example.lib; public class Lib { public static final String VERSION ="
                + " new String(\"version %d\"); }".formatted(version))
        .resource("lib.txt", "text " + version)
        .write(temp.resolve("lib" + version + ".jar"));
  }

  @Test
  void load_twoVersionsOfALibrary_eachPluginSeesItsOwn() throws Exception {
    for (int version = 1; version <= 2; version++) {
      Path library = library(version);
      String entry = "p" + version;
      write(
          jar()
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
      Files.copy(library, plugins.resolve(entry).resolve("lib.jar"));
    }

    FilterSet filters = loadWithoutProblem();

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
    write(
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

    String answer = (String) configured(loadWithoutProblem(), "a");

    assertThat(answer).startsWith(seen ? className : "unseen");
    assertThat(seen || !answer.contains("resource")).isTrue();
  }

  @Test
  void load_slf4j_isTheRunnersSoThatPluginsLogWithIt() throws Exception {
    write(
        PluginSources.answering("A", "a", "org.slf4j.LoggerFactory.getILoggerFactory().getClass()"),
        "a.jar");

    assertThat(configured(loadWithoutProblem(), "a"))
        .isEqualTo(org.slf4j.LoggerFactory.getILoggerFactory().getClass().toString());
  }

  @Test
  void load_servicesInAPlugin_areItsOwnAlone() throws Exception {
    write(
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

    assertThat(configured(loadWithoutProblem(), "a")).isEqualTo("1 0");
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
        @Override public void start() { check("start"); }
        @Override public void close() { check("close"); System.setProperty("%s", "closed"); }
        """;
    String property = "a6runner.test." + System.nanoTime();
    write(PluginSources.filter("A", "a", check.formatted("constructor", property)), "a.jar");
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    loadWithoutProblem().close();

    assertThat(System.clearProperty(property)).isEqualTo("closed");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
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
        "@Override public void start() throws Exception { throw new Exception(\"no luck\"); }"
            + "|filter a: start failed: java.lang.Exception: no luck",
        "@Override public void start() { throw new AssertionError(\"no luck\"); }"
            + "|filter a: start failed: java.lang.AssertionError: no luck",
      })
  void load_filterThatFails_isAProblemWithTheReason(String members, String reason)
      throws IOException {
    write(PluginSources.filter("A", "a", members), "a.jar");

    assertRefused("plugins/a.jar", reason);
  }

  @Test
  void load_brokenFilterBesideOthers_leavesTheOthers() throws IOException {
    write(
        jar()
            .source(
                PluginSources.filter("A", "a", "@Override public void start() { int i = 1/0; }"))
            .source(PluginSources.filter("B", "b", ""))
            .filters("com.example.plugin.A", "com.example.plugin.B"),
        "a.jar");
    write(PluginSources.filter("A", "c", ""), "c.jar");

    Plugins result = load();

    assertThat(names(result.filters())).containsExactly("b", "c");
    assertThat(result.problems())
        .containsExactly(
            new PluginProblem(
                "plugins/a.jar",
                "filter a: start failed: java.lang.ArithmeticException: / by zero"));
  }

  @Test
  void load_classThatIsNotThere_isNamed() throws IOException {
    write(jar().filters("com.example.Gone"), "a.jar");

    assertRefused(
        "plugins/a.jar",
        "filter class com.example.Gone: not found (expected: a class in the plugin)");
  }

  @Test
  void load_classOfTheRunnerAsFilter_isRefused() throws IOException {
    write(jar().filters("java.lang.String"), "a.jar");

    assertRefused("plugins/a.jar", "filter class java.lang.String: not the plugin's own");
  }

  @Test
  void load_classThatIsNoFilter_isRefused() throws IOException {
    write(
        jar()
            .source("package com.example.plugin; public class A {}")
            .filters("com.example.plugin.A"),
        "a.jar");

    assertRefused("plugins/a.jar", "no filter (expected: implements io.github.a6runner.api.Filter");
  }

  @ParameterizedTest
  @CsvSource({"public abstract class, abstract", "class, not public"})
  void load_classThatCannotBeMade_isRefused(String kind, String why) throws IOException {
    write(PluginSources.filter("A", "a", "").replace("public class", kind), "a.jar");

    assertRefused("plugins/a.jar", "A: " + why + " (expected: a ");
  }

  @Test
  void load_dependencyThatIsMissing_isNamed() throws IOException {
    write(
        jar()
            .compiledAgainst(library(1))
            .source(
                PluginSources.filter(
                    "A", "a", "private final Object lib = com.example.lib.Lib.VERSION;"))
            .filters("com.example.plugin.A"),
        "a.jar");

    assertRefused("plugins/a.jar", "neither in the plugin nor shared by the runner");
  }

  @Test
  void load_newerClassFile_namesTheJavaItIsFor() throws IOException {
    byte[] ofJava99 = {
      (byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, (byte) (44 + 99)
    };
    write(jar().resource("com/example/New.class", ofJava99).filters("com.example.New"), "a.jar");

    assertRefused(
        "plugins/a.jar",
        "com.example.New is compiled for Java 99 (expected: at most %d, which runs here)"
            .formatted(Runtime.version().feature()));
  }

  @Test
  void load_brokenClassFile_isAProblem() throws IOException {
    write(jar().resource("com/example/Bad.class", "no class").filters("com.example.Bad"), "a.jar");

    assertRefused("plugins/a.jar", "filter class com.example.Bad: java.lang.ClassFormatError");
  }

  @Test
  void load_jarWithoutServiceFile_isAProblem() throws IOException {
    write(jar().source(PluginSources.filter("A", "a", "")), "a.jar");

    assertRefused(
        "plugins/a.jar", "no filter announced (expected: class names in " + ServiceFiles.NAME);
  }

  @Test
  void load_corruptJar_isAProblem() throws IOException {
    Path path = write(PluginSources.filter("A", "a", ""), "a.jar");
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused("plugins/a.jar", "(expected: a jar that is whole)");
  }

  @Test
  void load_folderWithoutJars_isAProblem() throws IOException {
    rights(Files.createDirectory(plugins.resolve("a")), "rwxr-xr-x");

    assertRefused("plugins/a", "no jars in it");
  }

  @Test
  void load_otherFiles_arePassedOver() throws IOException {
    Files.writeString(plugins.resolve("README.md"), "no plugin");
    Files.writeString(plugins.resolve(".hidden.jar"), "no plugin");
    Files.createDirectory(plugins.resolve(".git"));

    assertThat(loadWithoutProblem().filters()).isEmpty();
  }

  @Test
  void load_missingFolder_isAProblem() throws IOException {
    plugins = temp.resolve("gone");

    assertRefused(plugins.toString(), "missing (expected: a folder of plugins)");
  }

  @Test
  void load_oneNameInTwoEntries_isAnErrorOfBothAndUsesNeither() throws IOException {
    write(
        PluginSources.filter("A", "a", "@Override public void start() { int i = 1/0; }"), "x.jar");
    write(PluginSources.filter("A", "a", ""), "y.jar");
    write(PluginSources.filter("A", "b", ""), "z.jar");

    Plugins result = load();

    String reason =
        "filter a: in plugins/x.jar (com.example.plugin.A) and plugins/y.jar"
            + " (com.example.plugin.A) (expected: one filter of a name; none of these is used)";
    assertThat(result.problems())
        .containsExactly(
            new PluginProblem("plugins/x.jar", reason), new PluginProblem("plugins/y.jar", reason));
    assertThat(names(result.filters())).containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource({"rw-rw-r--", "rw-r--rw-"})
  void load_asRoot_jarThatOthersCanWrite_isRefused(String rights) throws IOException {
    assumeRoot();
    rights(write(PluginSources.filter("A", "a", ""), "a.jar"), rights);

    assertRefused("plugins/a.jar", "lets others write (expected: only root");
  }

  @Test
  void load_asRoot_jarInAnEntryThatOthersCanWrite_isRefused() throws IOException {
    assumeRoot();
    write(PluginSources.filter("A", "a", ""), "a/main.jar");
    rights(plugins.resolve("a"), "rwxrwxrwx");

    assertRefused("plugins/a", "mode 777 lets others write");
  }

  @Test
  void load_asRoot_jarOfAnotherUser_isRefused() throws IOException {
    assumeRoot();
    Files.setAttribute(write(PluginSources.filter("A", "a", ""), "a.jar"), "unix:uid", 12345);

    assertRefused("plugins/a.jar", "belongs to user 12345 (expected: root");
  }

  @Test
  void load_asRoot_linkIntoAFolderThatOthersCanWrite_isRefused() throws IOException {
    assumeRoot();
    Path open = Files.createDirectory(temp.resolve("open"));
    Path jar = write(PluginSources.filter("A", "a", ""), "a.jar");
    Files.move(jar, open.resolve("a.jar"));
    Files.createSymbolicLink(jar, open.resolve("a.jar"));
    rights(open, "rwxrwxrwx");

    assertRefused("plugins/a.jar", open.toRealPath() + ": mode 777 lets others write");
  }

  @Test
  void load_asRoot_folderThatOthersCanWrite_isRefusedAsAWhole() throws IOException {
    assumeRoot();
    write(PluginSources.filter("A", "a", ""), "a.jar");
    rights(plugins, "rwxrwxrwx");

    assertRefused(plugins.toString(), "mode 777 lets others write");
  }

  private void assumeRoot() throws IOException {
    assumeTrue(Files.getAttribute(temp, "unix:uid").equals(0), "runs as root");
  }

  @Test
  void load_jarThatIsOverwrittenLater_goesOnFromItsPrivateCopy() throws Exception {
    Path path =
        write(
            jar()
                .source(
                    "package com.example.plugin; class Late { static String now() { return \"late\"; } }")
                .source(PluginSources.answering("A", "a", "Late.now()"))
                .filters("com.example.plugin.A"),
            "a.jar");
    FilterSet filters = loadWithoutProblem();

    Files.write(path, "overwritten".repeat(1000).getBytes(StandardCharsets.US_ASCII));

    assertThat(configured(filters, "a")).isEqualTo("late");
  }

  @Test
  void close_ofTheFilters_deletesThePrivateCopies() throws IOException {
    write(PluginSources.filter("A", "a", ""), "a.jar");
    FilterSet filters = loadWithoutProblem();
    List<Path> generations = list(copies);
    assertThat(generations).hasSize(1);
    assertThat(Files.getPosixFilePermissions(generations.get(0)))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    filters.close();

    assertThat(list(copies)).isEmpty();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void close_ofTheFilters_letsTheClassesOfThePluginGo() throws Exception {
    write(
        PluginSources.answering(
                "A", "a", "new Object() { Object bind() { return new JsonConf(1); } }.bind()")
            .replace("source.text()", "source.as(JsonConf.class).toString()")
            .replace("String.valueOf(answer())", "source.as(JsonConf.class).toString()")
            .replace(
                "static Object", "private record JsonConf(@Default(\"3\") int x) {} static Object"),
        "a.jar");
    WeakReference<ClassLoader> plugin = useAndClose();

    assertThat(isCollected(plugin)).isTrue();
  }

  private WeakReference<ClassLoader> useAndClose() throws Exception {
    try (FilterSet filters = Plugins.load(plugins, Optional.empty(), copies).filters()) {
      assertThat(configured(filters, "a")).isEqualTo("JsonConf[x=3]");
      return new WeakReference<>(filters.filters().get(0).classLoader());
    }
  }

  private static boolean isCollected(WeakReference<?> reference) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (reference.get() != null && System.nanoTime() < deadline) {
      System.gc();
    }
    return reference.get() == null;
  }
}
