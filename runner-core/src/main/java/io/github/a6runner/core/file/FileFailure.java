/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What the system reports of a file or a connection, in words for a person. */
public final class FileFailure {
  private static final String OWN = "io.github.a6runner.";

  private FileFailure() {}

  /**
   * Says what is wrong. The messages of the system are often just the file's name.
   *
   * @param e what was reported
   * @return a text such as {@code /x: permission denied}
   */
  public static String of(IOException e) {
    String message = e.getMessage();
    if (e instanceof FileSystemException file && file.getReason() == null) {
      message = wordsFor(file).map(words -> file.getFile() + ": " + words).orElse(null);
    }
    return message != null && speaks(e) ? message : e.toString();
  }

  /** Says what only the kind of failure tells. */
  private static Optional<String> wordsFor(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return Optional.of("no such file or folder");
    }
    if (e instanceof AccessDeniedException) {
      return Optional.of("permission denied");
    }
    if (e instanceof FileAlreadyExistsException) {
      return Optional.of("there is something of that name already");
    }
    if (e instanceof NotDirectoryException) {
      return Optional.of("not a folder");
    }
    return e instanceof DirectoryNotEmptyException
        ? Optional.of("a folder that is not empty")
        : Optional.empty();
  }

  /** Whether the message is a sentence, which those of Java's own often are not. */
  private static boolean speaks(IOException e) {
    return e instanceof FileSystemException
        || e.getClass().equals(IOException.class)
        || e.getClass().getName().startsWith(OWN);
  }
}
