/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are loaded as a runner loads them. */
class PluginTesterTest {
  private static final String CONF = "{\"name\": \"Ada\"}";

  private final Path temp;

  PluginTesterTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void jar_isLoadedByALoaderOfItsOwn() {
    try (FilterTester tester = FilterTester.ofPlugin(jar())) {
      assertThat(tester.filterNames()).containsExactly("greeter");
      assertGreets(tester);
      assertThat(tester.request(r -> {})).fails().refusesConf("$.name");
    }
  }

  @Test
  void folderOfClasses_isLoadedByALoaderOfItsOwn() {
    try (FilterTester tester = FilterTester.ofPlugin(classes())) {
      assertGreets(tester);
    }
  }

  @Test
  void folderOfJars_isLoadedByALoaderOfItsOwn() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("greeter"));
    Files.move(jar(), folder.resolve("greeter.jar"));
    try (FilterTester tester = FilterTester.ofPlugin(folder)) {
      assertGreets(tester);
    }
  }

  @Test
  void files_thatAnybodyMayChange_areLoadedAllTheSame() throws IOException {
    Path jar = jar();
    assertThat(jar.toFile().setWritable(true, false)).isTrue();
    try (FilterTester tester = FilterTester.ofPlugin(jar)) {
      assertGreets(tester);
    }
  }

  @Test
  void jar_thatLacksAClass_isRefused() {
    Path folder =
        PluginFiles.classes(temp.resolve("lacking"), Greeter.class.getName(), Greeter.class);
    Path jar = PluginFiles.jar(temp.resolve("lacking.jar"), folder);
    assertThatThrownBy(() -> FilterTester.ofPlugin(jar))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("lacking.jar", "Greeter$Conf");
  }

  @Test
  void jar_thatAnnouncesNoFilter_isRefused() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("mute"));
    Files.writeString(folder.resolve("readme"), "nothing");
    Path jar = PluginFiles.jar(temp.resolve("mute.jar"), folder);
    assertThatThrownBy(() -> FilterTester.ofPlugin(jar))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("mute.jar", "META-INF/services");
  }

  @Test
  void plugin_thatIsMissing_isRefused() {
    assertThatThrownBy(() -> FilterTester.ofPlugin(temp.resolve("no.jar")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("no.jar", "missing");
  }

  @Test
  void plugins_twoFoldersOfClasses_areRefused() {
    FilterTesterBuilder two = FilterTester.builder().plugin(classes()).plugin(classes());
    assertThatThrownBy(two::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a second folder of classes");
  }

  @Test
  void builder_withNothingOrBoth_isRefused() {
    assertThatThrownBy(() -> FilterTester.builder().start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("filters: 0, plugins: 0 (expected: some of one kind)");
    assertThatThrownBy(() -> FilterTester.builder().filter(new Greeter()).plugin(jar()).start())
        .hasMessage("filters: 1, plugins: 1 (expected: some of one kind)");
  }

  @Test
  void close_leavesNothingBehind() {
    FilterTester tester = FilterTester.ofPlugin(jar());
    Path folder = TesterFolder.of(tester);
    assertThat(folder).exists();
    tester.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void close_ofAFilterThatThrows_leavesNothingBehind() {
    FilterTester tester =
        FilterTester.of(
            new Greeter() {
              @Override
              public void close() {
                throw new IllegalStateException("stuck");
              }
            });
    Path folder = TesterFolder.of(tester);
    tester.close();
    assertThat(folder).doesNotExist();
  }

  private Path classes() {
    Path folder = temp.resolve("classes");
    return Files.exists(folder)
        ? folder
        : PluginFiles.classes(folder, Greeter.class.getName(), Greeter.class, Greeter.Conf.class);
  }

  private Path jar() {
    return PluginFiles.jar(temp.resolve("greeter.jar"), classes());
  }

  private static void assertGreets(FilterTester tester) {
    assertThat(tester.request(r -> r.conf(CONF)))
        .stops()
        .hasBody("Hello Ada")
        .hasHeader("X-Loaded-By", "plugin");
  }
}
