/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import io.github.a6runner.core.file.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** The names under which sockets are made before they are put at their paths. */
final class TemporaryName {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LONGEST = 12;

  /** What {@link #random} makes of these letters. */
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]|\\.[a-z0-9]{1,%d}".formatted(LONGEST - 1));

  private static final int TRIES = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TemporaryName() {}

  /**
   * A new name beside a path, not longer than it, that nothing has. It is noted in the lock, and
   * what a killed runner left under the name noted before is removed.
   */
  static Path beside(Path path, LockFile starting) throws IOException {
    removeLeftover(path, starting.note());
    for (int i = 0; i < TRIES; i++) {
      Path name = path.resolveSibling(random(nameLength(path)));
      if (!name.equals(path) && !Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        starting.note(name.toString());
        return name;
      }
    }
    throw new StartException(
        "socket: " + path + " (expected: a name long enough to have a free one of its length)");
  }

  /** Whether a file has a name of this form, beside whatever path. */
  static boolean isOne(Path file) {
    return FORM.matcher(String.valueOf(file.getFileName())).matches();
  }

  /** Removes a socket under such a name; anything else stays. */
  static void remove(Path name) throws IOException {
    if (SocketProbe.isSocket(name)) {
      Files.deleteIfExists(name);
    }
  }

  private static void removeLeftover(Path path, String note) throws IOException {
    try {
      Path name = Path.of(note);
      if (!name.equals(path) && path.resolveSibling(name.getFileName()).equals(name)) {
        remove(name);
      }
    } catch (InvalidPathException e) {
      // Nobody's name then.
    }
  }

  private static int nameLength(Path path) {
    int length = String.valueOf(path.getFileName()).getBytes(StandardCharsets.UTF_8).length;
    return Math.min(length, LONGEST);
  }

  private static String random(int length) {
    StringBuilder name = new StringBuilder(length > 1 ? "." : "");
    while (name.length() < length) {
      name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
