/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.archive;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.file.LockFile;
import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.core.socket.OwnFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive of classes with which a JVM starts sooner (class data sharing), in a folder that is
 * the runner's own. {@code bin/a6-runner} says where it is to be, and starts the JVM with it if it
 * is there; the JVM does not use one of another JVM or another jar. Safe for use by several
 * processes, of which one makes it.
 */
public final class ClassArchive {
  private static final Logger logger = LoggerFactory.getLogger(ClassArchive.class);

  /** Where {@code bin/a6-runner} looks for the archive. */
  private static final String PLACE = "a6.runner.archive";

  /** When a runner that has just started is likely to stay, and no longer busy with its start. */
  private static final int LATER_SECONDS = 10;

  private static final String NOTE = ".for";

  private final Path file;
  private final JavaProcess java;

  ClassArchive(Path file, JavaProcess java) {
    this.file = file;
    this.java = java;
  }

  /**
   * Returns the archive that this process could have been started with.
   *
   * @return the archive; empty if nobody asks for one
   */
  public static Optional<ClassArchive> ofThisProcess() {
    return Optional.ofNullable(System.getProperty(PLACE))
        .flatMap(place -> JavaProcess.own().map(java -> new ClassArchive(Path.of(place), java)));
  }

  /**
   * Returns where it is.
   *
   * @return the file, which may be missing
   */
  public Path file() {
    return file;
  }

  /** Makes the archive in a while, on a thread of its own, if it is not there. */
  public void makeLater() {
    Thread thread = new Thread(this::waitAndMake, "a6-archive");
    thread.setDaemon(true);
    thread.start();
  }

  private void waitAndMake() {
    try {
      TimeUnit.SECONDS.sleep(LATER_SECONDS);
      if (!isCurrent() && make(JavaProcess.Priority.LOW)) {
        logger.info("class archive: made {}, the next start takes less time", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FileSystemException e) {
      logger.debug("class archive: {} cannot be written", file, e);
    } catch (IOException e) {
      logger.info("class archive: {} cannot be made: {}", file, FileFailure.of(e));
    }
  }

  /**
   * Tells whether the archive is there and was made by this JVM, of this jar.
   *
   * @return true if there is nothing to do
   * @throws IOException if it cannot be read
   */
  public boolean isCurrent() throws IOException {
    return Files.exists(file)
        && Files.exists(note())
        && Files.readString(note()).equals(java.identity());
  }

  /**
   * Tells whether {@code bin/a6-runner} has started this JVM with the archive, which it does if
   * nobody else may change it.
   *
   * @return false if it was not there then, or is not trusted
   */
  public boolean isUsed() {
    return java.archive().map(Path::of).filter(file::equals).isPresent();
  }

  /**
   * Looks whether this process can make the archive, without trying.
   *
   * @return why not; empty if nothing is in the way
   */
  public Optional<String> obstacle() {
    try {
      Path folder = folder();
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        requireOwn(folder);
      } else {
        requireWritable(firstThatIsThere(folder));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileFailure.of(e));
    }
  }

  /**
   * Makes the archive, in place of one that is there; takes seconds.
   *
   * @return false if another process is just making it
   * @throws IOException if it cannot be made, or the folder is not this user's alone
   */
  boolean make(JavaProcess.Priority priority) throws IOException, InterruptedException {
    Path folder = folder();
    if (!Files.exists(folder)) {
      makeFolder(folder);
    }
    requireOwn(folder);
    Optional<LockFile> lock = LockFile.acquire(folder.resolve("lock"), Duration.ZERO);
    if (lock.isEmpty()) {
      return false;
    }
    LockFile held = lock.get();
    try (held) {
      makeLocked(folder, priority);
    }
    return true;
  }

  /** For every user, whatever the umask, if those above are; and never what is there already. */
  private static void makeFolder(Path folder) throws IOException {
    Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rwxr-xr-x");
    if (folder.getParent() != null) {
      Files.createDirectories(folder.getParent());
    }
    Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(rights));
    Files.setPosixFilePermissions(folder, rights);
  }

  private void makeLocked(Path folder, JavaProcess.Priority priority)
      throws IOException, InterruptedException {
    try (PrivateFolder making = PrivateFolder.make(folder, "making-")) {
      Path work = making.path();
      Path made = work.resolve("archive");
      Path list = work.resolve("classes");
      try (Rehearsal rehearsal = Rehearsal.prepare()) {
        rehearsal.run(java, list, priority);
      }
      java.dump(list, made, work.resolve("said"), priority);
      replace(made, work);
    }
  }

  /** Archives are code: nobody else may put one there. */
  private static void requireOwn(Path folder) throws IOException {
    requireWritable(folder);
    Optional<String> problem = OwnFolder.problem(folder);
    if (problem.isPresent()) {
      throw new IOException(
          folder + ": " + problem.get() + " (expected: a folder of this user's alone)");
    }
  }

  private static void requireWritable(Path folder) throws AccessDeniedException {
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
  }

  private static Path firstThatIsThere(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private void replace(Path made, Path work) throws IOException {
    Path note = Files.writeString(work.resolve("note"), java.identity());
    for (Path each : List.of(made, note)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
    }
    deleteOld();
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    Files.move(note, note(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Those of versions of the same JVM that are gone. */
  private void deleteOld() throws IOException {
    String names = file.getFileName().toString().replaceFirst("[.+].*", "") + "[.]*";
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder(), names)) {
      for (Path each : found) {
        Files.delete(each);
      }
    }
  }

  private Path folder() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is not in a folder (expected: a file in a folder)");
    }
    return folder;
  }

  private Path note() {
    return file.resolveSibling(file.getFileName() + NOTE);
  }
}
