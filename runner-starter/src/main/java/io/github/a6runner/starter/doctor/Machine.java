/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What Linux tells of the machine or container, read from files below a root. Immutable. */
record Machine(Path root) {
  /** No limit, as version 1 of control groups writes it. */
  private static final long ENDLESS = 1L << 60;

  private static final String OPEN_FILES = "Max open files";

  /** The least memory limit of the control groups that this process is in, of either version. */
  Optional<Long> memoryLimit() {
    return Stream.concat(
            groups("").map(group -> read("sys/fs/cgroup" + group + "/memory.max")),
            groups("memory")
                .map(group -> read("sys/fs/cgroup/memory" + group + "/memory.limit_in_bytes")))
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .filter(limit -> limit < ENDLESS)
        .min(Long::compare);
  }

  /** The paths of this process's group and those above it, for a controller. */
  private Stream<String> groups(String controller) {
    return read("proc/self/cgroup")
        .lines()
        .map(line -> line.split(":", 3))
        .filter(
            fields -> fields.length == 3 && List.of(fields[1].split(",", -1)).contains(controller))
        .flatMap(fields -> above(fields[2]));
  }

  private static Stream<String> above(String group) {
    return Stream.iterate(
            group, path -> !path.isEmpty(), path -> path.substring(0, path.lastIndexOf('/')))
        .map(path -> path.equals("/") ? "" : path);
  }

  /** How many files may be open; empty if there is no limit, or it cannot be told. */
  OptionalLong openFiles() {
    return read("proc/self/limits")
        .lines()
        .filter(line -> line.startsWith(OPEN_FILES))
        .map(line -> line.substring(OPEN_FILES.length()).strip().split(" +", 2)[0])
        .filter(soft -> soft.matches("\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  /** Whether programs in a folder may be executed, as its file system is mounted. */
  boolean mayExecute(Path folder) {
    String best = "";
    boolean executable = true;
    for (String line : read("proc/self/mounts").lines().toList()) {
      String[] fields = line.split(" ", -1);
      if (fields.length > 3
          && folder.startsWith(fields[1])
          && fields[1].length() >= best.length()) {
        best = fields[1];
        executable = !List.of(fields[3].split(",", -1)).contains("noexec");
      }
    }
    return executable;
  }

  private String read(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }
}
