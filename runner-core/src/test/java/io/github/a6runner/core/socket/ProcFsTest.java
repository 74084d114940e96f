/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcFsTest {
  private final Path folder;
  private final FakeProc proc;

  ProcFsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    proc = FakeProc.in(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx",
        "",
        "a b c",
        ")",
        "(((",
        "x) R 1 2 3 4",
        ") Z 666 (",
        "line\nbreak) S 9",
        "7 (x) S 8"
      })
  void find_anyName_readsTheFieldsBehindIt(String name) throws IOException {
    proc.stat(70, name, "S", 42, "123456");

    assertThat(proc.table().find(70)).contains(new ProcessTable.Entry(70, 42, "123456"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Z", "X", "x"})
  void find_deadProcess_isEmpty(String state) throws IOException {
    proc.stat(70, "nginx", state, 42, "123456");

    assertThat(proc.table().find(70)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "70", "70 (nginx", "70 (nginx) ", "70 (nginx) S 42 1 1"})
  void find_cutStat_isEmpty(String stat) throws IOException {
    proc.write(70, "stat", stat);

    assertThat(proc.table().find(70)).isEmpty();
  }

  @Test
  void find_noSuchProcess_isEmpty() {
    assertThat(proc.table().find(71)).isEmpty();
  }

  @Test
  void find_parentThatIsNoNumber_isEmpty() throws IOException {
    proc.process(70, 42, "x");
    Path stat = proc.root().resolve("70").resolve("stat");
    Files.writeString(stat, Files.readString(stat).replace(" 42 ", " - "));

    assertThat(proc.table().find(70)).isEmpty();
  }

  @Test
  void effectiveUser_afterChange_isNotTheRealOne() throws IOException {
    proc.user(70, 1000, 65534);

    Path status = proc.root().resolve("70").resolve("status");
    assertThat(ProcFs.effectiveUser(status)).isEqualTo(OptionalLong.of(65534));
  }

  @Test
  void mayRunAs_unknownProcess_isFalse() throws IOException {
    proc.user(70, 65534, 65534);

    assertThat(proc.table().mayRunAs(70, 65534)).isTrue();
    assertThat(proc.table().mayRunAs(70, 1000)).isFalse();
    assertThat(proc.table().mayRunAs(71, 65534)).isFalse();
  }

  @Test
  void find_ownProcess_knowsItsParent() {
    Path system = Path.of("/proc");
    assumeTrue(Files.isReadable(system.resolve("self/stat")));
    ProcessHandle own = ProcessHandle.current();

    assertThat(new ProcFs(system).find(own.pid()))
        .map(ProcessTable.Entry::parent)
        .isEqualTo(own.parent().map(ProcessHandle::pid));
  }

  @Test
  void handles_ownProcess_knowTheSameParent() {
    ProcessHandle own = ProcessHandle.current();

    assertThat(new ProcessHandles().find(own.pid()))
        .map(ProcessTable.Entry::parent)
        .isEqualTo(own.parent().map(ProcessHandle::pid));
  }

  @Test
  void table_withoutProc_asksTheJdk() {
    assertThat(ProcessTable.of(folder.resolve("none"))).isInstanceOf(ProcessHandles.class);
    assertThat(ProcessTable.of(proc.root())).isInstanceOf(ProcFs.class);
  }
}
