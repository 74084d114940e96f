/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The processes under Linux's {@code /proc}. */
final class ProcFs implements ProcessTable {
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int STARTED = 19;
  private static final String DEAD = "ZXx";

  private final Path root;

  ProcFs(Path root) {
    this.root = root;
  }

  @Override
  public Optional<Entry> find(long pid) {
    String stat = read(file(pid, "stat"));
    // The name before it may hold anything, also brackets, spaces and what looks like fields.
    int nameEnd = stat.lastIndexOf(") ");
    if (nameEnd < 0) {
      return Optional.empty();
    }
    String[] fields = stat.substring(nameEnd + 2).split(" ", -1);
    if (fields.length <= STARTED || DEAD.contains(fields[STATE])) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Entry(pid, Long.parseLong(fields[PARENT]), fields[STARTED]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String title(long pid) {
    return read(file(pid, "cmdline")).replace('\0', ' ');
  }

  @Override
  public boolean mayRunAs(long pid, long user) {
    OptionalLong actual = effectiveUser(file(pid, "status"));
    return actual.isPresent() && actual.getAsLong() == user;
  }

  /** The effective user in a {@code status} file; empty if the file cannot be read. */
  static OptionalLong effectiveUser(Path status) {
    // The name comes first, but with its line ends written as \n: no line of it can pretend.
    return read(status)
        .lines()
        .filter(line -> line.startsWith("Uid:\t"))
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length > 2)
        .mapToLong(fields -> Long.parseLong(fields[2]))
        .findFirst();
  }

  private Path file(long pid, String name) {
    return root.resolve(Long.toString(pid)).resolve(name);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
