/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which a user's runners keep their locks: that user's alone, and no link. */
public final class RuntimeDir {
  private static final Logger logger = LoggerFactory.getLogger(RuntimeDir.class);
  private static final Path RUN = Path.of("/run");

  private RuntimeDir() {}

  /**
   * The folder to keep locks in, made if need be: the one that is named, or else the first of these
   * that can be used: for root {@code /run/a6-runner}, {@code $XDG_RUNTIME_DIR/a6-runner}, and
   * {@code a6-runner-<user number>} in the JDK's folder for temporary files.
   *
   * @param named the folder, if it is not to be chosen
   * @param env the environment of the process
   * @return the folder
   * @throws StartException if none can be used
   */
  public static Path of(Optional<Path> named, Map<String, String> env) throws StartException {
    long user = Users.system().ownId();
    return choose(folders(named, env, user), folder -> claim(folder, user));
  }

  /**
   * The folder that {@link #of} would return to this user now. Makes nothing: the folder may not be
   * there yet.
   *
   * @param named the folder, if it is not to be chosen
   * @param env the environment of the process
   * @return the folder, which is there or, as far as can be told, can be made
   * @throws StartException if none can be used
   */
  public static Path find(Optional<Path> named, Map<String, String> env) throws StartException {
    long user = Users.system().ownId();
    return choose(folders(named, env, user), folder -> look(folder, user));
  }

  private static List<Path> folders(Optional<Path> named, Map<String, String> env, long user) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    return named.map(List::of).orElseGet(() -> candidates(env, user, RUN, temporary));
  }

  /** The folders to try for a user, in order. */
  static List<Path> candidates(Map<String, String> env, long user, Path run, Path temporary) {
    List<Path> folders = new ArrayList<>();
    // Before the session's folder, which goes when root logs out.
    if (user == 0) {
      folders.add(run.resolve("a6-runner"));
    }
    String session = env.getOrDefault("XDG_RUNTIME_DIR", "");
    if (session.startsWith("/")) {
      folders.add(Path.of(session).resolve("a6-runner"));
    }
    folders.add(temporary.resolve("a6-runner-" + user));
    return List.copyOf(folders);
  }

  /** The first folder that can be used, as is judged. */
  static Path choose(List<Path> folders, Judge judge) throws StartException {
    List<String> reasons = new ArrayList<>();
    for (Path folder : folders) {
      try {
        judge.judge(folder);
        reasons.forEach(reason -> logger.info("{}; using {}", reason, folder));
        return folder;
      } catch (IOException e) {
        reasons.add("runtime folder: " + folder + " cannot be used: " + FileFailure.of(e));
      }
    }
    throw new StartException(
        String.join("; ", reasons)
            + " (expected: a folder of this user's alone; name one as runtime-dir)");
  }

  /** Makes a folder if need be, so that the user can use it. */
  static void claim(Path folder, long user) throws IOException {
    try {
      Files.createDirectory(folder, PrivateFolder.RIGHTS);
    } catch (FileAlreadyExistsException e) {
      // Whose and what it is comes next.
    }
    examine(folder, user);
  }

  /** Finds out what {@link #claim} would come to. */
  static void look(Path folder, long user) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      examine(folder, user);
    } else {
      examineParent(folder);
    }
  }

  private static void examine(Path folder, long user) throws IOException {
    Optional<String> problem = OwnFolder.problem(folder, user);
    if (problem.isPresent()) {
      throw new IOException(problem.get());
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("it cannot be written to");
    }
  }

  /** Asks what making the folder would: only that one is made, and none above it. */
  private static void examineParent(Path folder) throws IOException {
    Path parent = requireNonNull(folder.toAbsolutePath().getParent(), "parent"); // "/" is there
    if (!Files.readAttributes(parent, BasicFileAttributes.class).isDirectory()) {
      throw new NotDirectoryException(parent.toString());
    }
    if (!Files.isWritable(parent) || !Files.isExecutable(parent)) {
      throw new AccessDeniedException(parent.toString());
    }
  }

  /** Says whether a folder can be used. */
  interface Judge {
    /** Returns if it can, and throws what is wrong with it if not. */
    void judge(Path folder) throws IOException;
  }
}
