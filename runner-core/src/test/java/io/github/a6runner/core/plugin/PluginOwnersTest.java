/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static io.github.a6runner.core.plugin.PluginLoading.rights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have written what the runner loads, when it runs as root. */
class PluginOwnersTest {
  private final PluginLoading folder;

  PluginOwnersTest(@TempDir Path temp) {
    folder = new PluginLoading(temp);
  }

  @AfterEach
  void closeAll() {
    folder.close();
  }

  @ParameterizedTest
  @CsvSource({"rw-rw-r--", "rw-r--rw-"})
  void load_asRoot_jarThatOthersCanWrite_isRefused(String rights) throws IOException {
    assumeRoot();
    rights(folder.write(PluginSources.filter("A", "a", ""), "a.jar"), rights);

    folder.assertRefused("plugins/a.jar", "lets others write (expected: only root");
  }

  @Test
  void load_asRoot_jarInAnEntryThatOthersCanWrite_isRefused() throws IOException {
    assumeRoot();
    folder.write(PluginSources.filter("A", "a", ""), "a/main.jar");
    rights(folder.path("a"), "rwxrwxrwx");

    folder.assertRefused("plugins/a", "mode 777 lets others write");
  }

  @Test
  void load_asRoot_jarOfAnotherUser_isRefused() throws IOException {
    assumeRoot();
    Files.setAttribute(
        folder.write(PluginSources.filter("A", "a", ""), "a.jar"), "unix:uid", 12345);

    folder.assertRefused("plugins/a.jar", "belongs to user 12345 (expected: root");
  }

  @Test
  void load_asRoot_linkIntoAFolderThatOthersCanWrite_isRefused() throws IOException {
    assumeRoot();
    Path open = Files.createDirectory(folder.beside("open"));
    Path jar = folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    Files.move(jar, open.resolve("a.jar"));
    Files.createSymbolicLink(jar, open.resolve("a.jar"));
    rights(open, "rwxrwxrwx");

    folder.assertRefused("plugins/a.jar", open.toRealPath() + ": mode 777 lets others write");
  }

  @Test
  void load_asRoot_folderThatOthersCanWrite_isRefusedAsAWhole() throws IOException {
    assumeRoot();
    folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    rights(folder.root(), "rwxrwxrwx");

    folder.assertRefused(folder.root().toString(), "mode 777 lets others write");
  }

  /**
   * Whoever can rename the folder above can put plugins of their own there after they were checked.
   */
  @Test
  void load_asRoot_folderAboveThatOthersCanWrite_isNamed() throws IOException {
    assumeRoot();
    folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    Path above = folder.beside("");
    rights(above, "rwxrwxr-x");

    folder.assertRefused(
        folder.root().toString(),
        above.toRealPath()
            + ": mode 775 lets others write (expected: only root, as in all folders");
  }

  @Test
  void load_asRoot_folderAboveOfAnotherUser_isNamed() throws IOException {
    assumeRoot();
    folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    Path above = folder.beside("");
    Files.setAttribute(above, "unix:uid", 12345);

    folder.assertRefused(
        folder.root().toString(),
        above.toRealPath() + ": belongs to user 12345 (expected: root, as all that leads to");
  }

  @Test
  void load_asRoot_fromWhereNobodyCanRemoveWhatIsOthers_isLoaded() throws IOException {
    assumeRoot();
    folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    Files.setAttribute(folder.beside(""), "unix:mode", 01777);

    assertThat(folder.loadWithoutProblem().find("a")).isPresent();
  }

  /** The last link can be another one when the jar is copied. */
  @Test
  void load_asRoot_linkOverAFolderThatOthersCanWrite_isRefused() throws IOException {
    assumeRoot();
    Path jar = folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    Path safe = Files.createDirectory(folder.beside("safe"));
    rights(safe, "rwxr-xr-x");
    Path open = Files.createDirectory(folder.beside("open"));
    rights(open, "rwxrwxrwx");
    Files.move(jar, safe.resolve("a.jar"));
    Files.createSymbolicLink(open.resolve("next"), Path.of("../safe"));
    Files.createSymbolicLink(jar, Path.of("../open/next/a.jar"));

    folder.assertRefused("plugins/a.jar", open.toRealPath() + ": mode 777 lets others write");

    rights(open, "rwxr-xr-x");
    assertThat(folder.loadWithoutProblem().find("a")).isPresent();
  }

  @Test
  void load_asRoot_linkOfAnotherUserWhereNobodyElseCanRemoveIt_isRefused() throws IOException {
    assumeRoot();
    Path jar = folder.write(PluginSources.filter("A", "a", ""), "a.jar");
    Path safe = Files.createDirectory(folder.beside("safe"));
    rights(safe, "rwxr-xr-x");
    Path sticky = Files.createDirectory(folder.beside("sticky"));
    Files.setAttribute(sticky, "unix:mode", 01777);
    Files.move(jar, safe.resolve("a.jar"));
    Path hop = Files.createSymbolicLink(sticky.resolve("a.jar"), safe.resolve("a.jar"));
    Files.createSymbolicLink(jar, hop);
    assertThat(folder.loadWithoutProblem().find("a")).isPresent();

    Files.setAttribute(hop, "unix:uid", 12345, LinkOption.NOFOLLOW_LINKS);

    folder.assertRefused("plugins/a.jar", sticky.toRealPath() + "/a.jar: belongs to user 12345");
  }

  @Test
  void load_asRoot_linkToItself_isRefused() throws IOException {
    assumeRoot();
    Path link = Files.createSymbolicLink(folder.path("a"), Path.of("a"));
    PluginTrust trust = new PluginTrust(Files.createFile(folder.path("own")));

    assertThatThrownBy(() -> trust.requireFolder(link.resolve("plugins")))
        .isInstanceOf(FileSystemLoopException.class);
  }

  private void assumeRoot() throws IOException {
    assumeTrue(Files.getAttribute(folder.root(), "unix:uid").equals(0), "runs as root");
  }
}
