/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What may be loaded by a runner that runs as root: only what nobody but root can write or put
 * another file in the place of, since whoever can do that is root then. So all folders count
 * through which a path leads, and the links on the way: what is found safe stays what it is until
 * it is copied. A runner of another user loads what its user can read.
 */
final class PluginTrust {
  private static final int ROOT = 0;
  private static final int WRITE_GROUP_OR_OTHERS = 0022;
  private static final int STICKY = 01000;
  private static final int RIGHTS = 07777;

  /** As many links as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final boolean root;

  /**
   * Reads the runner's user from a file that it has just made.
   *
   * @throws IOException if the file cannot be examined
   */
  PluginTrust(Path ownFile) throws IOException {
    this.root = isRoots(ownFile);
  }

  private static boolean isRoots(Path file) throws IOException {
    try {
      return Integer.valueOf(ROOT).equals(Files.getAttribute(file, "unix:uid"));
    } catch (UnsupportedOperationException e) {
      return false; // A system without Unix users.
    }
  }

  /**
   * Examines the plugins folder itself.
   *
   * @throws PluginRefusedException if others can put plugins into it, or it into another place
   * @throws IOException if it cannot be examined
   */
  void requireFolder(Path folder) throws PluginRefusedException, IOException {
    if (root) {
      requireAll(folder);
    }
  }

  /**
   * Examines an entry with all its jars, behind links too.
   *
   * @throws PluginRefusedException if others can change it
   * @throws IOException if it cannot be examined
   */
  void requireEntry(PluginEntry entry) throws PluginRefusedException, IOException {
    if (root) {
      requireAll(entry.path());
      for (Path jar : entry.jars()) {
        requireTree(jar);
      }
    }
  }

  /** A jar, or a folder of classes with all that is in it. */
  private static void requireTree(Path path) throws PluginRefusedException, IOException {
    requireAll(path);
    try (Stream<Path> walk = Files.walk(path.toRealPath())) {
      for (Path file : walk.toList()) {
        if (Files.isSymbolicLink(file)) {
          requireAll(file);
        } else {
          require(file, Owned.of(file)); // what is above it was examined
        }
      }
    }
  }

  /** A file or folder, and all that leads to it. */
  private static void requireAll(Path path) throws PluginRefusedException, IOException {
    Path real = requireWay(path);
    require(real, Owned.of(real));
  }

  /** Goes where a path leads, name by name as the system does, and looks who can redirect it. */
  private static Path requireWay(Path path) throws PluginRefusedException, IOException {
    Path absolute = path.toAbsolutePath();
    Path at = requireNonNull(absolute.getRoot());
    Deque<Path> left = new ArrayDeque<>();
    absolute.forEach(left::addLast);
    int links = 0;
    while (!left.isEmpty()) {
      String name = left.removeFirst().toString();
      if (name.equals("..")) {
        at = at.getParent() == null ? at : at.getParent(); // it is no link: they were followed
      } else if (!name.isEmpty() && !name.equals(".")) {
        Path next = at.resolve(name);
        Owned found = Owned.of(next);
        requireStays(at, next, found);
        if (!found.link()) {
          at = next;
        } else if (++links > MOST_LINKS) {
          throw new FileSystemLoopException(path.toString());
        } else {
          Path target = Files.readSymbolicLink(next);
          at = target.isAbsolute() ? requireNonNull(target.getRoot()) : at;
          pushAll(target, left);
        }
      }
    }
    return at;
  }

  private static void pushAll(Path target, Deque<Path> left) {
    for (int i = target.getNameCount() - 1; i >= 0; i--) {
      left.addFirst(target.getName(i));
    }
  }

  /** A file, a folder or a link as it is itself. */
  private record Owned(int uid, int mode, boolean link) {

    static Owned of(Path path) throws IOException {
      Map<String, Object> attributes =
          Files.readAttributes(path, "unix:uid,mode,isSymbolicLink", LinkOption.NOFOLLOW_LINKS);
      return new Owned(
          (int) requireNonNull(attributes.get("uid")),
          (int) requireNonNull(attributes.get("mode")),
          (boolean) requireNonNull(attributes.get("isSymbolicLink")));
    }

    boolean isRoots() {
      return uid == ROOT;
    }

    boolean letsOthersWrite() {
      return (mode & WRITE_GROUP_OR_OTHERS) != 0;
    }

    /**
     * Whether nobody but root and its owner can put something else in the place of what is in it.
     */
    boolean isSticky() {
      return (mode & STICKY) != 0;
    }
  }

  /** Whoever can write a folder can put something else in the place of what is in it. */
  private static void requireStays(Path folder, Path next, Owned found)
      throws PluginRefusedException, IOException {
    Owned above = Owned.of(folder);
    requireOnTheWay(folder, above);
    if (above.letsOthersWrite() && !above.isSticky()) {
      throw new PluginRefusedException(
          ("%s: mode %o lets others write (expected: only root, as in all folders that lead to what"
                  + " a runner loads as root; chmod go-w, or put the plugins elsewhere)")
              .formatted(folder, above.mode() & RIGHTS));
    }
    if (above.letsOthersWrite()) {
      requireOnTheWay(next, found); // which its owner can remove, and nobody else
    }
  }

  private static void requireOnTheWay(Path path, Owned owned) throws PluginRefusedException {
    if (!owned.isRoots()) {
      throw new PluginRefusedException(
          ("%s: belongs to user %d (expected: root, as all that leads to what a runner loads as"
                  + " root; chown root, or put the plugins elsewhere)")
              .formatted(path, owned.uid()));
    }
  }

  private static void require(Path path, Owned owned) throws PluginRefusedException {
    if (!owned.isRoots()) {
      throw new PluginRefusedException(
          "%s: belongs to user %d (expected: root, as whom the runner runs; chown root)"
              .formatted(path, owned.uid()));
    }
    if (owned.letsOthersWrite()) {
      throw new PluginRefusedException(
          "%s: mode %o lets others write (expected: only root, as whom the runner runs; chmod go-w)"
              .formatted(path, owned.mode() & RIGHTS));
    }
  }
}
