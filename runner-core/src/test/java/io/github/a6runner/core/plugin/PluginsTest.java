/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.setting.FilterSettings;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {
  private static final String INTERRUPT = "Thread.currentThread().interrupt();";

  @RegisterExtension final TestLog log = new TestLog();

  private PluginDesk desk;
  private Plugins plugins;
  private Path temp;

  @BeforeEach
  void loadOne(@TempDir Path folder) throws IOException {
    temp = folder;
    desk = new PluginDesk(folder);
    desk.put(desk.jar("a", ""), "a.jar");
    plugins = desk.load();
  }

  @AfterEach
  void close() {
    plugins.close();
  }

  private List<String> names() {
    return plugins.filters().filters().stream().map(LoadedFilter::name).toList();
  }

  @Test
  void poll_nothingChanged_keepsTheVerySet() {
    FilterSet before = plugins.filters();

    PluginDesk.settle(plugins);

    assertThat(plugins.filters()).isSameAs(before);
  }

  @Test
  void poll_newJar_isLoadedOnceItIsQuietAndLeavesTheOthers() throws IOException {
    LoadedFilter before = plugins.filters().find("a").orElseThrow();
    desk.put(desk.jar("b", ""), "b.jar");

    plugins.poll();
    assertThat(names()).containsExactly("a");
    plugins.poll();

    assertThat(names()).containsExactly("a", "b");
    assertThat(plugins.filters().find("a").orElseThrow()).isSameAs(before);
  }

  @Test
  void poll_jarThatGoesOnGrowing_waits() throws IOException {
    byte[] whole = Files.readAllBytes(desk.jar("b", ""));
    for (int length : new int[] {10, 200, whole.length}) {
      Files.write(desk.path("b.jar"), Arrays.copyOf(whole, length));
      plugins.poll();
      assertThat(names()).containsExactly("a");
    }
    plugins.poll();

    assertThat(names()).containsExactly("a", "b");
    assertThat(plugins.problems()).isEmpty();
  }

  @Test
  void poll_changedJar_isAnotherGenerationAndTheOldIsClosed() throws IOException {
    LoadedFilter before = plugins.filters().find("a").orElseThrow();
    desk.put(desk.jar("a", "int other;"), "a.jar");

    PluginDesk.settle(plugins);

    assertThat(plugins.filters().find("a").orElseThrow().filter()).isNotSameAs(before.filter());
    assertThat(copies()).isEqualTo(1);
  }

  @Test
  void poll_removedJar_takesItsFiltersAway() throws IOException {
    Files.delete(desk.path("a.jar"));

    PluginDesk.settle(plugins);

    assertThat(names()).isEmpty();
    assertThat(copies()).isZero();
  }

  @Test
  void poll_folderThatIsGone_keepsEverythingAndSaysSo() throws IOException {
    Files.move(desk.path(""), temp.resolve("away"));

    PluginDesk.settle(plugins);

    assertThat(names()).containsExactly("a");
    assertThat(plugins.problems()).singleElement().asString().contains("missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public A() { throw new IllegalStateException(\"no luck\"); }",
        "static { if (true) throw new RuntimeException(\"no luck\"); }",
        "@Override public void start(ConfSource s) { throw new AssertionError(\"no luck\"); }",
      })
  void poll_jarThatFails_leavesTheOldOne(String members) throws IOException {
    FilterSet before = plugins.filters();
    desk.put(desk.jar("a", members), "a.jar");

    PluginDesk.settle(plugins);

    assertThat(plugins.filters()).isSameAs(before);
    assertThat(plugins.problems()).singleElement().asString().contains("plugins/a.jar", "no luck");
    assertThat(copies()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public A() { new A(); }",
        "@Override public void start(ConfSource s) { start(s); }",
        "@Override public void start(ConfSource s) { throw new OutOfMemoryError(); }",
      })
  void poll_jarWithAnErrorOfTheJvm_isTriedOnceAndKeepsNoOtherOut(String members)
      throws IOException {
    desk.put(desk.jar("a", members), "a.jar");
    desk.put(desk.jar("b", ""), "b.jar");
    PluginDesk.settle(plugins);
    FilterSet settled = plugins.filters();

    PluginDesk.settle(plugins);

    assertThat(names()).containsExactly("a", "b");
    assertThat(plugins.filters()).isSameAs(settled);
    assertThat(plugins.problems()).singleElement().asString().contains("plugins/a.jar");
    assertThat(copies()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public A() { " + INTERRUPT + " }",
        "{ " + INTERRUPT + " if (true) throw new RuntimeException(); }",
        "@Override public void start(ConfSource s) { " + INTERRUPT + " }",
      })
  void poll_jarThatInterruptsItsThread_leavesTheThreadAsItWas(String members) throws IOException {
    desk.put(desk.jar("b", members), "b.jar");

    PluginDesk.settle(plugins);

    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void poll_nameThatInterruptsItsThread_leavesTheThreadAsItWas() throws IOException {
    String source = PluginSources.filter("A", "b", "static void in() { %s }".formatted(INTERRUPT));
    desk.put(desk.jarOf(source.replace("return \"b\";", "in(); return \"b\";")), "b.jar");

    PluginDesk.settle(plugins);

    assertThat(Thread.interrupted()).isFalse();
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void poll_removedJarWhoseCloseOverflowsItsStack_leavesNothing() throws Exception {
    desk.put(desk.jar("b", "@Override public void close() { close(); }"), "b.jar");
    PluginDesk.settle(plugins);
    Files.delete(desk.path("b.jar"));

    PluginDesk.settle(plugins);

    log.await("filter b of plugins/b.jar: close failed");
    Until.met("one private copy is left", () -> copies() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 700})
  void poll_jarThatIsCutOff_leavesTheOldOne(int length) throws IOException {
    FilterSet before = plugins.filters();
    byte[] whole = Files.readAllBytes(desk.path("a.jar"));
    Files.write(desk.path("a.jar"), Arrays.copyOf(whole, length));

    PluginDesk.settle(plugins);

    assertThat(plugins.filters()).isSameAs(before);
    assertThat(plugins.problems()).singleElement().asString().contains("plugins/a.jar");
  }

  @Test
  void poll_jarThatLacksAClass_leavesTheOldOne() throws IOException {
    FilterSet before = plugins.filters();
    desk.put(
        new PluginJar(temp.resolve("lacks"))
            .filters("com.example.Gone")
            .write(temp.resolve("lacks.jar")),
        "a.jar");

    PluginDesk.settle(plugins);

    assertThat(plugins.filters()).isSameAs(before);
    assertThat(plugins.problems()).singleElement().asString().contains("com.example.Gone");
  }

  @Test
  void poll_filterWithTheNameOfAnothers_isRefusedUntilTheNameIsFree() throws IOException {
    FilterSet before = plugins.filters();
    desk.put(desk.jar("a", ""), "b.jar");
    PluginDesk.settle(plugins);
    assertThat(plugins.filters()).isSameAs(before);
    assertThat(plugins.problems())
        .singleElement()
        .asString()
        .contains("plugins/a.jar", "plugins/b.jar");

    Files.delete(desk.path("a.jar"));
    PluginDesk.settle(plugins);

    assertThat(plugins.filters().find("a").orElseThrow().origin()).isEqualTo("plugins/b.jar");
    assertThat(plugins.problems()).isEmpty();
  }

  @Test
  void poll_filterThatMovesToAnotherJar_isFoundThere() throws IOException {
    desk.put(desk.jar("b", ""), "a.jar");
    desk.put(desk.jar("a", ""), "b.jar");

    PluginDesk.settle(plugins);

    assertThat(names()).containsExactly("b", "a");
    assertThat(plugins.problems()).isEmpty();
  }

  @Test
  void poll_brokenJarThatIsMended_isTaken() throws IOException {
    desk.put(Files.writeString(temp.resolve("x"), "no jar"), "a.jar");
    PluginDesk.settle(plugins);
    assertThat(plugins.problems()).hasSize(1);
    desk.put(desk.jar("mended", ""), "a.jar");

    PluginDesk.settle(plugins);

    assertThat(names()).containsExactly("mended");
    assertThat(plugins.problems()).isEmpty();
  }

  @Test
  void poll_folderOfClasses_isOnePluginThatFollowsTheCompiler() throws IOException {
    Path classes = temp.resolve("target/classes");
    try (Plugins dev = plugins(classes)) {
      assertThat(dev.filters().filters()).isEmpty();
      Path work = temp.resolve("target");
      PluginJar compiled = new PluginJar(work).source(PluginSources.filter("A", "dev-filter", ""));
      compiled.write(temp.resolve("unused.jar"));
      announce(classes, "com.example.plugin.A");

      PluginDesk.settle(dev);

      assertThat(dev.filters().find("dev-filter")).isPresent();
    }
  }

  @Test
  void poll_linkToAFolderOfClasses_isFollowed() throws IOException {
    Path work = Files.createDirectory(temp.resolve("target"));
    compile(work, "one");
    Path link = Files.createSymbolicLink(temp.resolve("classes"), work.resolve("classes"));
    try (Plugins dev = plugins(link)) {
      assertThat(dev.problems()).isEmpty();
      assertThat(dev.filters().find("one")).isPresent();

      compile(work, "other");
      PluginDesk.settle(dev);

      assertThat(dev.filters().find("other").orElseThrow().origin()).isEqualTo(link.toString());
      assertThat(dev.filters().find("one")).isEmpty();
    }
  }

  private void compile(Path work, String filter) throws IOException {
    new PluginJar(work)
        .source(PluginSources.filter("A", filter, ""))
        .write(temp.resolve("unused.jar"));
    announce(work.resolve("classes"), "com.example.plugin.A");
  }

  @Test
  void poll_folderOfClassesWithoutAnAnnouncedOne_waitsForTheCompiler() throws IOException {
    Path classes = Files.createDirectories(temp.resolve("target/classes"));
    try (Plugins dev = plugins(classes)) {
      announce(classes, "com.example.plugin.A");
      for (int look = 0; look < PluginFiles.LOOKS_FOR_A_COMPILER; look++) {
        dev.poll();
      }
      List<PluginProblem> meanwhile = dev.problems();

      dev.poll();

      assertThat(meanwhile.toString()).doesNotContain("plugin.A");
      assertThat(dev.problems().toString())
          .contains("filter class com.example.plugin.A: not found");
    }
  }

  private Plugins plugins(Path classes) throws IOException {
    return Plugins.load(
        temp.resolve("none"),
        Optional.of(classes),
        temp.resolve("more"),
        FilterSettings.NONE,
        true);
  }

  private static void announce(Path classes, String filter) throws IOException {
    Path services = classes.resolve(ServiceFiles.NAME);
    Files.createDirectories(requireNonNull(services.getParent()));
    Files.writeString(services, filter);
  }

  @Test
  void poll_fiftyChanges_leaveNoClassLoaderBehind() throws IOException {
    List<Path> versions = List.of(desk.jar("a", "int one;"), desk.jar("a", "int two;"));
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      loaders.add(loader());
      desk.replace(versions.get(i % 2), "a.jar");
      PluginDesk.settle(plugins);
    }

    assertThat(loaders).allSatisfy(loader -> Until.collected("a class loader", loader));
    assertThat(copies()).isEqualTo(1);
  }

  @Test
  void watch_changedJar_isLoadedByItself() throws Exception {
    plugins.watch();
    desk.put(desk.path("a.jar"), "again.jar");

    log.await("plugins/again.jar", "filter a");
  }

  private WeakReference<ClassLoader> loader() {
    return new WeakReference<>(plugins.filters().find("a").orElseThrow().classLoader());
  }

  private int copies() {
    return requireNonNull(desk.copies().toFile().list()).length;
  }
}
