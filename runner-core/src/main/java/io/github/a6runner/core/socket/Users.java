/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The users of this machine by name and number, and which of them the runner is. The names are
 * those of {@code /etc/passwd} when it was read; a user whom only a directory service knows has a
 * number and no name.
 */
final class Users {
  static final long ROOT = 0;
  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final Path OWN_STATUS = Path.of("/proc/self/status");
  private static final int PASSWD_FIELDS = 7;

  private final long ownId;
  private final Map<String, Long> ids;
  private final Map<Long, String> names;

  private Users(long ownId, Map<String, Long> ids, Map<Long, String> names) {
    this.ownId = ownId;
    this.ids = Map.copyOf(ids);
    this.names = Map.copyOf(names);
  }

  /** The users of the machine as they are now. */
  static Users system() {
    return read(PASSWD, ownUser(), System.getProperty("user.name", ""));
  }

  /** The users of a file in the form of {@code /etc/passwd}; one that cannot be read has none. */
  static Users read(Path passwd, long ownId, String ownName) {
    Map<String, Long> ids = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (String line : lines(passwd)) {
      String[] fields = line.split(":", -1);
      OptionalLong id = fields.length == PASSWD_FIELDS ? number(fields[2]) : OptionalLong.empty();
      if (id.isPresent()) {
        ids.putIfAbsent(fields[0], id.getAsLong());
        names.putIfAbsent(id.getAsLong(), fields[0]);
      }
    }
    if (!ownName.isEmpty() && !ownName.equals("?")) {
      ids.putIfAbsent(ownName, ownId);
      names.putIfAbsent(ownId, ownName);
    }
    return new Users(ownId, ids, names);
  }

  private static List<String> lines(Path passwd) {
    try {
      return Files.readAllLines(passwd, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The number of the user that the runner runs as. */
  long ownId() {
    return ownId;
  }

  /**
   * The number of a user as an operator gives it: by name, or by the number itself in digits. For
   * nothing that a peer or the kernel says, which would be taken for the user who has it as a name.
   */
  OptionalLong id(String nameOrNumber) {
    Long id = ids.get(nameOrNumber);
    return id != null ? OptionalLong.of(id) : number(nameOrNumber);
  }

  /**
   * The number of a user as the JDK tells it: by name, or in digits if there is no name. Empty
   * where it may be either, since somebody is called by digits.
   */
  OptionalLong idOfPrincipal(String name) {
    Long id = ids.get(name);
    OptionalLong number = number(name);
    if (id == null || number.isEmpty()) {
      return id == null ? number : OptionalLong.of(id);
    }
    return number.getAsLong() == id ? number : OptionalLong.empty();
  }

  /** The name of a user, or the number in digits where there is none. */
  String name(long id) {
    String name = names.get(id);
    return name != null ? name : Long.toString(id);
  }

  /** The number of the user to whom a file belongs, not what a symbolic link there leads to. */
  static long ownerOf(Path file) throws IOException {
    Number owner = (Number) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return Integer.toUnsignedLong(owner.intValue());
  }

  // The owner of /proc/self would do, but is root where the JVM was given capabilities.
  private static long ownUser() {
    OptionalLong effective = ProcFs.effectiveUser(OWN_STATUS);
    if (effective.isPresent()) {
      return effective.getAsLong();
    }
    try {
      Path file = Files.createTempFile("a6-runner", "");
      try {
        return ownerOf(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("user: unknown (expected: /proc or a folder to write to)", e);
    }
  }

  private static OptionalLong number(String digits) {
    try {
      return OptionalLong.of(Integer.toUnsignedLong(Integer.parseUnsignedInt(digits)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
