/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockFileTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path file;

  LockFileTest(@TempDir Path folder) {
    this.file = folder.resolve("lock");
  }

  private LockFile held() throws IOException {
    return LockFile.acquire(file, NONE).orElseThrow();
  }

  @Test
  void acquire_heldInThisProcess_isEmptyUntilClosed() throws IOException {
    LockFile lock = held();

    assertThat(LockFile.acquire(file, NONE)).isEmpty();
    lock.close();

    held().close();
  }

  @Test
  void close_twice_givesBackOnce() throws IOException {
    LockFile lock = held();
    lock.close();
    lock.close();

    LockFile next = held();
    assertThat(LockFile.acquire(file, NONE)).isEmpty();
    next.close();
  }

  @Test
  void acquire_closedMeanwhileByItsHolder_getsIt() throws Exception {
    LockFile lock = held();
    CompletableFuture<LockFile> waiting = CompletableFuture.supplyAsync(() -> waitFor(file));

    lock.close();

    waiting.get().close();
  }

  private static LockFile waitFor(Path file) {
    try {
      return LockFile.acquire(file, LONG).orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void acquire_heldByAnotherProcess_isEmptyUntilThatDies() throws Exception {
    Process other = LockHolder.start(file);
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThat(LockFile.acquire(file, NONE)).isEmpty();
      assertThat(LockFile.acquire(file, Duration.ofMillis(5))).isEmpty();

      CompletableFuture<LockFile> waiting = CompletableFuture.supplyAsync(() -> waitFor(file));
      other.destroyForcibly();

      waiting.get().close();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void acquire_secondTryFailed_stillKeepsOtherProcessesOut() throws Exception {
    LockFile lock = held();
    assertThat(LockFile.acquire(file, NONE)).isEmpty();

    Process other = LockHolder.start(file);
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("busy");
    } finally {
      other.destroyForcibly();
      lock.close();
    }
  }

  @Test
  void acquire_interrupted_isEmptyAndStaysInterrupted() throws IOException {
    LockFile lock = held();
    Thread.currentThread().interrupt();

    assertThat(LockFile.acquire(file, LONG)).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
    lock.close();
  }

  /** An interrupt closes the file under whoever writes to it. */
  @Test
  void close_afterAnInterruptedNote_givesBack() throws IOException {
    LockFile lock = held();
    Thread.currentThread().interrupt();
    assertThatIOException().isThrownBy(() -> lock.note("text"));
    assertThat(Thread.interrupted()).isTrue();

    lock.close();

    held().close();
  }

  @Test
  void acquire_symbolicLink_failsAndCanBeTriedAgain() throws IOException {
    Path target = Files.writeString(file.resolveSibling("target"), "precious");
    Files.createSymbolicLink(file, target);

    assertThatIOException().isThrownBy(() -> LockFile.acquire(file, NONE));
    assertThatIOException().isThrownBy(() -> LockFile.acquire(file, NONE));
    assertThat(target).hasContent("precious");
  }

  @Test
  void acquire_newFile_isItsUsersAlone() throws IOException {
    held().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void note_nextHolder_readsTheLastOne() throws IOException {
    LockFile first = held();
    assertThat(first.note()).isEmpty();
    first.note("a longer text");
    first.note("Ünder");
    first.close();

    LockFile second = held();
    assertThat(second.note()).isEqualTo("Ünder");
    second.close();
  }
}
