/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.setting.FilterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;

/** A plugins folder in which a test puts, changes and removes plugins. */
public final class PluginDesk {
  private final Path temp;
  private final Path folder;
  private int jars;

  public PluginDesk(Path temp) {
    this.temp = temp;
    try {
      this.folder = Files.createDirectory(temp.resolve("plugins"));
      // What an operator would give, whatever the umask of the test is.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path path(String entry) {
    return folder.resolve(entry);
  }

  public Plugins load() throws IOException {
    return load(FilterSettings.NONE);
  }

  Plugins load(FilterSettings settings) throws IOException {
    return Plugins.load(folder, Optional.empty(), temp.resolve("copies"), settings, true);
  }

  Plugins load(LoadingTurns turns) throws IOException {
    return Plugins.load(
        folder, Optional.empty(), temp.resolve("copies"), FilterSettings.NONE, turns);
  }

  Path copies() {
    return temp.resolve("copies");
  }

  /** The jar of a filter, written elsewhere. */
  public Path jar(String name, String members) {
    return jarOf(PluginSources.filter("A", name, members));
  }

  /** The jar of a filter of the class A, written elsewhere. */
  public Path jarOf(String source) {
    return new PluginJar(temp.resolve("work" + jars))
        .source(source)
        .filters("com.example.plugin.A")
        .write(temp.resolve("built" + jars++ + ".jar"));
  }

  /**
   * The jar of filters that tests have compiled already, written elsewhere.
   *
   * @param resource the name of a file in the jar
   * @param text what is in that file
   * @param classes classes with all that is nested in them; the filters are nested in the first
   */
  public Path jarOfClasses(String resource, String text, Class<?>... classes) {
    PluginJar jar = new PluginJar(temp.resolve("work" + jars)).resource(resource, text);
    for (Class<?> type : classes) {
      jar.compiled(type);
    }
    String[] filters =
        Stream.of(classes[0].getDeclaredClasses())
            .filter(Filter.class::isAssignableFrom)
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .map(Class::getName)
            .toArray(String[]::new);
    return jar.filters(filters).write(temp.resolve("built" + jars++ + ".jar"));
  }

  /** The jar of a filter that stops each call with a status. */
  public Path stopping(String name, int status) {
    String stops = "private static Decision decide() { return Decision.stop(%d); }";
    return jarOf(
        PluginSources.filter("A", name, stops.formatted(status))
            .replace("return Decision.proceed();", "return decide();"));
  }

  /** Writes over an entry in place, the same file as before. */
  public void put(Path jar, String entry) throws IOException {
    Files.write(path(entry), Files.readAllBytes(jar));
    Files.setPosixFilePermissions(path(entry), PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** Puts another file in the place of an entry. */
  void replace(Path jar, String entry) throws IOException {
    Path next = Files.copy(jar, path(".next"));
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(next, path(entry), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Looks as often as it takes to see a change and that it is quiet. */
  public static void settle(Plugins plugins) {
    plugins.poll();
    plugins.poll();
  }
}
