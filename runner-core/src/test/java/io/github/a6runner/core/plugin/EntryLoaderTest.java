/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that are loaded side by side. */
class EntryLoaderTest {
  private final Path temp;
  private final PluginDesk desk;

  EntryLoaderTest(@TempDir Path temp) {
    this.temp = temp;
    this.desk = new PluginDesk(temp);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void open_systemHasNoMoreThreads_loadsAllInTheirOrder(int threads) throws IOException {
    AtomicInteger left = new AtomicInteger(threads);
    EntryLoader loader =
        new EntryLoader(
            temp.resolve("copies"),
            LoadingTurns.ofSystem(true),
            work -> {
              if (left.getAndDecrement() > 0) {
                return new Thread(work);
              }
              throw new OutOfMemoryError("unable to create native thread");
            });

    List<Candidate> opened = loader.open(List.of(entry("a"), entry("b"), entry("c")));

    assertThat(opened)
        .flatExtracting(Candidate::found)
        .extracting(LoadedFilter::name)
        .containsExactly("a", "b", "c");
    opened.forEach(Candidate::discard);
  }

  @Test
  void open_fileThatIsGone_isAProblemOfThatOneAlone() throws IOException {
    PluginEntry gone =
        new PluginEntry("gone", "gone", temp.resolve("gone"), List.of(temp.resolve("gone")));

    List<Candidate> opened =
        new EntryLoader(temp.resolve("copies"), LoadingTurns.ofSystem(true))
            .open(List.of(gone, entry("a")));

    assertThat(opened.get(0).problems()).singleElement().asString().contains("missing");
    assertThat(opened.get(1).found()).hasSize(1);
    opened.forEach(Candidate::discard);
  }

  private PluginEntry entry(String name) throws IOException {
    desk.put(desk.jar(name, ""), name + ".jar");
    Path path = desk.path(name + ".jar");
    return new PluginEntry(name, name, path, List.of(path));
  }
}
