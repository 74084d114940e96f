/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or folder";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    String message = e.getMessage();
    return message != null && speaks(e) ? message : e.toString();
  }

  /** Whether the message is a sentence, which those of Java's own often are not. */
  private static boolean speaks(IOException e) {
    return e instanceof FileSystemException
        || e.getClass().equals(IOException.class)
        || e.getClass().getName().startsWith(OWN);
  }
}
