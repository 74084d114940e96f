/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.setting.FilterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which plugins are in service after a change of some, whatever is wrong with them. */
class PluginSlotsTest {
  private static final List<Class<?>> CLASSES = List.of(SlotFilter.class, SlotFilter.Too.class);

  private final Path temp;
  private final PluginSlots slots;

  PluginSlotsTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    slots =
        new PluginSlots(
            new EntryLoader(temp.resolve("copies"), LoadingTurns.ofSystem(true)),
            FilterSettings.NONE);
  }

  @AfterEach
  void close() {
    slots.inService().forEach(Generation::close);
  }

  @Test
  void load_goodOnes_areInServiceInTheOrderOfTheirPaths() throws IOException {
    load(jar("2", "b"), jar("1", "a", "c"));

    assertThat(names()).containsExactly("a", "c", "b");
    assertThat(slots.problems()).isEmpty();
    assertThat(slots.troubled()).isEmpty();
  }

  @Test
  void load_changedOne_takesThePlaceOfTheOneBefore() throws IOException {
    load(jar("1", "a"), jar("2", "b"));
    Generation untouched = slots.inService().get(1);

    load(jar("1", "a2"));

    assertThat(names()).containsExactly("a2", "b");
    assertThat(slots.inService().get(1)).isSameAs(untouched);
  }

  @Test
  void load_brokenOne_leavesWhatIsInService() throws IOException {
    load(jar("1", "a"));
    Generation before = slots.inService().get(0);

    load(jar("1"));

    assertThat(slots.inService()).containsExactly(before);
    assertThat(before.isClosed()).isFalse();
    assertThat(reasons()).containsExactly("1: no filter announced");
    assertThat(slots.troubled()).containsExactly(path("1"));
  }

  @Test
  void load_brokenOneThatIsMended_hasNoProblemsAnyMore() throws IOException {
    load(jar("1"));
    assertThat(names()).isEmpty();

    load(jar("1", "a"));

    assertThat(names()).containsExactly("a");
    assertThat(slots.problems()).isEmpty();
  }

  @Test
  void load_newOnesOfOneName_usesNoneOfThemAndTheOthers() throws IOException {
    load(jar("1", "a", "b"), jar("2", "a"), jar("3", "c"));

    assertThat(names()).containsExactly("b", "c");
    assertThat(reasons()).containsExactly("1: filter a", "2: filter a");
    assertThat(slots.problems().get(0).reason())
        .contains("in 1 (" + SlotFilter.class.getName() + ") and 2 (", "none of these is used");
    assertThat(slots.troubled()).containsExactlyInAnyOrder(path("1"), path("2"));
  }

  @Test
  void load_oneNameTwiceInAPlugin_usesNeither() throws IOException {
    load(jar("1", "a", "a"));

    assertThat(names()).isEmpty();
    assertThat(reasons()).containsExactly("1: filter a", "1: filter a");
  }

  @Test
  void load_newOneWithTheNameOfOneInService_isRefused() throws IOException {
    load(jar("1", "a"));

    load(jar("2", "a", "b"));

    assertThat(names()).containsExactly("a", "b");
    assertThat(reasons()).containsExactly("2: filter a");
  }

  @Test
  void load_changedOneThatWantsTheNameOfAnother_staysAsItWas() throws IOException {
    load(jar("1", "a"), jar("2", "b"));
    List<Generation> before = slots.inService();

    load(jar("1", "b"));

    assertThat(slots.inService()).isEqualTo(before);
    assertThat(reasons()).containsExactly("1: filter b");
  }

  @Test
  void load_twoThatSwapTheirNames_mayDoSo() throws IOException {
    load(jar("1", "a"), jar("2", "b"));

    load(jar("1", "b"), jar("2", "a"));

    assertThat(names()).containsExactly("b", "a");
    assertThat(slots.problems()).isEmpty();
  }

  @Test
  void load_oneThatReliesOnANameThatIsNotGivenUp_staysToo() throws IOException {
    load(jar("1", "a"), jar("2", "b"), jar("3", "c"));

    load(jar("1", "b"), jar("2", "c"));

    assertThat(names()).containsExactly("a", "b", "c");
    assertThat(reasons()).containsExactly("1: filter b", "2: filter c");
  }

  @Test
  void load_oneThatReliesOnOneThatReliesOnAnother_staysToo() throws IOException {
    load(jar("1", "a"), jar("2", "b"), jar("3", "c"), jar("4", "d"));
    List<Generation> before = slots.inService();

    load(jar("1", "b"), jar("2", "c"), jar("4", "a"));

    assertThat(slots.inService()).isEqualTo(before);
    assertThat(reasons()).containsExactly("1: filter b", "2: filter c", "4: filter a");
  }

  @Test
  void load_brokenOneThatWantsAName_leavesItToAnother() throws IOException {
    load(jar("1", "a"), jar("2", "b"));

    load(jar("1", "x", ""), jar("2", "x"));

    assertThat(names()).containsExactly("a", "x");
    assertThat(slots.troubled()).containsExactly(path("1"));
  }

  @Test
  void load_newOneThatReliesOnANameOfABrokenOne_isRefused() throws IOException {
    load(jar("1", "a"));
    List<Generation> before = slots.inService();

    load(jar("1"), jar("2", "a"));

    assertThat(slots.inService()).isEqualTo(before);
    assertThat(reasons()).containsExactly("1: no filter announced", "2: filter a");
  }

  @Test
  void load_newOneThatReliesOnANameThatIsNotGivenUp_isRefused() throws IOException {
    load(jar("1", "a"), jar("2", "b"));

    load(jar("1", "b"), jar("3", "a"));

    assertThat(names()).containsExactly("a", "b");
    assertThat(reasons()).containsExactly("1: filter b", "3: filter a");
  }

  @Test
  void load_changedOneThatFailsToStart_leavesWhatIsInService() throws IOException {
    load(jar("1", "a"));
    Generation before = slots.inService().get(0);

    load(jar("1", "b", SlotFilter.UNSTARTABLE + "c"));

    assertThat(slots.inService()).containsExactly(before);
    assertThat(before.isClosed()).isFalse();
    assertThat(reasons()).containsExactly("1: filter unstartable-c");
  }

  @Test
  void load_newOneOfWhichAFilterFailsToStart_usesTheOther() throws IOException {
    load(jar("1", SlotFilter.UNSTARTABLE + "a", "b"));

    assertThat(names()).containsExactly("b");
    assertThat(slots.troubled()).containsExactly(path("1"));
  }

  @Test
  void load_newOneThatFailsToStart_isNotInService() throws IOException {
    load(jar("1", SlotFilter.UNSTARTABLE + "a"));

    assertThat(slots.inService()).isEmpty();
    assertThat(copies()).as("copies of jars").isZero();
  }

  @Test
  void load_failedOneWhoseNameAnotherHasTaken_isOutOfService() throws IOException {
    load(jar("1", "a"), jar("2", "b"));

    load(jar("1", SlotFilter.UNSTARTABLE + "c"), jar("2", "a"));

    assertThat(slots.filters().filters())
        .extracting(each -> each.origin() + " " + each.name())
        .containsExactly("2 a");
    assertThat(slots.inService()).hasSize(1);
    assertThat(slots.troubled()).containsExactly(path("1"));
  }

  @Test
  void load_whatIsNotUsed_leavesNoCopyBehind() throws IOException {
    load(jar("1", "a"));
    long before = copies();

    load(jar("1"));
    load(jar("1", SlotFilter.UNSTARTABLE + "a"));

    assertThat(copies()).isEqualTo(before).isPositive();
  }

  @Test
  void remove_takesOutOfService() throws IOException {
    load(jar("1", "a"), jar("2", "b"), jar("3"));

    slots.remove(List.of(path("1"), path("3")));

    assertThat(names()).containsExactly("b");
    assertThat(slots.filters().find("a")).isEmpty();
    assertThat(slots.problems()).isEmpty();
  }

  private void load(PluginEntry... entries) {
    slots.load(List.of(entries));
  }

  private List<String> names() {
    return slots.filters().filters().stream().map(LoadedFilter::name).toList();
  }

  /** Each problem up to what is said of it in brackets or after the second colon. */
  private List<String> reasons() {
    return slots.problems().stream()
        .map(each -> each.origin() + ": " + each.reason().split(": | \\(", 2)[0])
        .toList();
  }

  private Path path(String name) {
    return temp.resolve(name + ".jar");
  }

  private long copies() throws IOException {
    try (var files = Files.walk(temp.resolve("copies"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** Writes a jar with filters of these names, at most two. */
  private PluginEntry jar(String plugin, String... names) throws IOException {
    PluginJar jar = new PluginJar(temp.resolve("work"));
    List<String> types = CLASSES.stream().limit(names.length).map(Class::getName).toList();
    for (int i = 0; i < names.length; i++) {
      jar.resource(types.get(i), names[i]);
    }
    CLASSES.forEach(jar::compiled);
    Path path = jar.filters(types.toArray(String[]::new)).write(path(plugin));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    return new PluginEntry(plugin, plugin, path, List.of(path));
  }
}
