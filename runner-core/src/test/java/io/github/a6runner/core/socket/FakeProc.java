/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code /proc} in a folder of a test. */
record FakeProc(Path root) {
  static FakeProc in(Path folder) throws IOException {
    FakeProc proc = new FakeProc(Files.createDirectory(folder.resolve("proc")));
    Files.createDirectory(proc.root.resolve("self"));
    Files.createFile(proc.root.resolve("self").resolve("stat"));
    return proc;
  }

  ProcFs table() {
    return new ProcFs(root);
  }

  FakeProc process(long pid, long parent, String title) throws IOException {
    write(pid, "cmdline", title);
    return stat(pid, "any", "S", parent, "4711");
  }

  FakeProc stat(long pid, String name, String state, long parent, String started)
      throws IOException {
    String between = " 1 1 0 -1 4194560 1 0 0 0 1 1 0 0 20 0 1 0 ";
    String after = " 3186688 438 18446744073709551615 1 1\n";
    return write(
        pid, "stat", pid + " (" + name + ") " + state + " " + parent + between + started + after);
  }

  FakeProc user(long pid, long real, long effective) throws IOException {
    return write(
        pid,
        "status",
        "Name:\tUid:\\nUid:\\t0\nUmask:\t0022\nUid:\t%d\t%d\t%d\t%d\nGid:\t7\t7\t7\t7\n"
            .formatted(real, effective, real, real));
  }

  FakeProc write(long pid, String name, String content) throws IOException {
    Path folder = Files.createDirectories(root.resolve(Long.toString(pid)));
    Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  void end(long pid) throws IOException {
    Files.delete(root.resolve(Long.toString(pid)).resolve("stat"));
  }
}
