/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Words;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The routes of a file, read again when it changes. {@link #table} is free for all threads. */
final class LiveRoutes {
  private final Path file;
  private final Consumer<String> said;
  private volatile RouteTable table = new RouteTable(List.of());
  private Stamp seen = new Stamp(0, -1);

  /** How a file looks from outside. */
  private record Stamp(long modified, long size) {}

  private LiveRoutes(Path file, Consumer<String> said) {
    this.file = file;
    this.said = said;
  }

  /** Reads the file for the first time. */
  static LiveRoutes open(Path file, Consumer<String> said) throws UsageException {
    LiveRoutes routes = new LiveRoutes(file, said);
    try {
      routes.seen = routes.stamp();
      routes.read();
    } catch (NoSuchFileException e) {
      throw new UsageException(file + ": missing (expected: a file with routes)");
    } catch (IOException e) {
      throw new UsageException(
          file + ": cannot be read (expected: a file with routes): " + FileFailure.of(e));
    }
    return routes;
  }

  RouteTable table() {
    return table;
  }

  /** Reads the file again if it changed; a broken one leaves the routes as they are. */
  synchronized void refresh() {
    try {
      Stamp now = stamp();
      if (!now.equals(seen)) {
        seen = now;
        read();
        said.accept(file + ": read again, " + Words.counted(table.routes().size(), "route"));
      }
    } catch (UsageException e) {
      e.problems().forEach(said);
      said.accept(file + ": not usable, the routes stay as they were");
    } catch (IOException e) {
      seen = new Stamp(0, -1);
    }
  }

  private Stamp stamp() throws IOException {
    return new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
  }

  private synchronized void read() throws UsageException, IOException {
    RoutesFile.Contents contents = RoutesFile.read(file.toString(), text());
    if (!contents.problems().isEmpty()) {
      throw new UsageException(contents.problems());
    }
    contents.warnings().forEach(said);
    table = contents.table();
  }

  private String text() throws UsageException, IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new UsageException(file + ": not text (expected: UTF-8)");
    }
  }
}
