/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private final Path root;
  private final Machine machine;

  MachineTest(@TempDir Path root) {
    this.root = root;
    machine = new Machine(root);
  }

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void memoryLimit_version2_isTheLeastOfTheGroupAndThoseAbove() throws IOException {
    file("proc/self/cgroup", "0::/pods/one\n");
    file("sys/fs/cgroup/pods/one/memory.max", "max\n");
    file("sys/fs/cgroup/pods/memory.max", "1000000\n");
    file("sys/fs/cgroup/memory.max", "2000000\n");

    assertThat(machine.memoryLimit()).hasValue(1_000_000L);
  }

  @Test
  void memoryLimit_version2InAContainer_isThatOfItsRoot() throws IOException {
    file("proc/self/cgroup", "0::/\n");
    file("sys/fs/cgroup/memory.max", "2000000\n");

    assertThat(machine.memoryLimit()).hasValue(2_000_000L);
  }

  @Test
  void memoryLimit_version1_isThatOfTheMemoryController() throws IOException {
    file("proc/self/cgroup", "5:cpu,cpuacct:/a\n3:memory:/docker/x\n");
    file("sys/fs/cgroup/memory/docker/x/memory.limit_in_bytes", "3000000\n");
    file("sys/fs/cgroup/memory/docker/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(machine.memoryLimit()).hasValue(3_000_000L);
  }

  @Test
  void memoryLimit_nothingThere_isNone() throws IOException {
    assertThat(machine.memoryLimit()).isEmpty();
    file("proc/self/cgroup", "0::/\n");
    file("sys/fs/cgroup/memory.max", "max\n");
    assertThat(machine.memoryLimit()).isEmpty();
  }

  @Test
  void openFiles_softLimit_isRead() throws IOException {
    assertThat(machine.openFiles()).isEmpty();
    file(
        "proc/self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max open files            1024                 524288               files
        """);
    assertThat(machine.openFiles()).hasValue(1024);
  }

  @Test
  void mayExecute_longestMountCounts() throws IOException {
    file(
        "proc/self/mounts",
        """
        /dev/x / ext4 rw,noexec 0 0
        tmpfs /tmp tmpfs rw,nosuid 0 0
        t /tmp/a tmpfs ro,noexec 0 0
        """);

    assertThat(machine.mayExecute(Path.of("/tmp/b"))).isTrue();
    assertThat(machine.mayExecute(Path.of("/tmp/a/b"))).isFalse();
    assertThat(machine.mayExecute(Path.of("/var"))).isFalse();
  }
}
