/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.a6runner.core.file.LockFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketFileTest {
  private static final Duration NONE = Duration.ZERO;

  private final Path folder;
  private final Path locks;
  private final Path path;
  private final List<AutoCloseable> open = new ArrayList<>();

  SocketFileTest(@TempDir Path folder, @TempDir Path locks) {
    this.folder = folder;
    this.locks = locks;
    this.path = folder.resolve("apisix-7.sock");
  }

  @AfterEach
  void tearDown() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private SocketFile prepare(Path path, boolean takeOver) throws StartException {
    SocketFile file = SocketFile.prepare(path, takeOver, locks, NONE);
    open.add(file);
    return file;
  }

  private ServerSocketChannel listen(Path at) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(server);
    return server.bind(UnixDomainSocketAddress.of(at));
  }

  /** A runner's start, up to the point where it is at the path. */
  private SocketFile started(boolean takeOver) throws IOException {
    SocketFile file = prepare(path, takeOver);
    listen(file.bindPath());
    file.publish(SocketFile.EVERYBODY);
    return file;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private ThrowableAssertAlternative<StartException> refused(Path at, boolean takeOver) {
    return assertThatExceptionOfType(StartException.class).isThrownBy(() -> prepare(at, takeOver));
  }

  @Test
  void publish_nothingThere_putsASocketForEverybody() throws IOException {
    SocketFile file = started(false);

    SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-rw-rw-");
    assertThat(files()).containsExactly(path);
    assertThat(file.isOurs()).isTrue();
  }

  @Test
  void publish_otherRights_setsThose() throws IOException {
    SocketFile file = prepare(path, false);
    listen(file.bindPath());
    file.publish(PosixFilePermissions.fromString("rw-rw----"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-rw----");
  }

  @Test
  void isOurs_rightsChangedByAnOperator_isTrue() throws IOException {
    SocketFile file = started(false);

    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

    assertThat(file.isOurs()).isTrue();
  }

  @Test
  void publish_nothingBound_saysSo() throws IOException {
    SocketFile file = prepare(path, false);

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> file.publish(SocketFile.EVERYBODY))
        .withMessageStartingWith("socket: " + path);
    assertThat(file.isOurs()).isFalse();
  }

  @Test
  void prepare_staleSocket_isReplaced() throws IOException {
    listen(path).close();
    assertThat(path).exists();

    assertThat(started(false).isOurs()).isTrue();
    SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
  }

  @Test
  void prepare_liveSocket_isRefusedAndLeft() throws IOException {
    listen(path);

    refused(path, false)
        .withMessage(
            "socket: %s (expected: no runner listening there; use --take-over to replace it)",
            path);
    SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
  }

  @Test
  void prepare_liveSocketWithFullQueue_isRefusedWithoutWaiting() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(server);
    server.bind(UnixDomainSocketAddress.of(path), 1);
    for (int i = 0; i < 2; i++) {
      open.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }

    refused(path, false).withMessageContaining("--take-over");
  }

  @Test
  void prepare_liveSocketToTakeOver_isReplaced() throws IOException {
    SocketFile old = started(false);
    SocketFile taker = started(true);

    assertThat(old.isOurs()).isFalse();
    assertThat(taker.isOurs()).isTrue();
    assertThat(files()).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void prepare_regularFile_isLeft(boolean takeOver) throws IOException {
    Files.writeString(path, "precious");

    refused(path, takeOver).withMessageContaining("what is there is not a socket");
    assertThat(path).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void prepare_folder_isLeft(boolean takeOver) throws IOException {
    Files.createDirectory(path);

    refused(path, takeOver).withMessageContaining("what is there is not a socket");
    assertThat(path).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"target", "none"})
  void prepare_symbolicLink_isLeft(String target) throws IOException {
    listen(folder.resolve("target"));
    Files.createSymbolicLink(path, Path.of(target));

    refused(path, true).withMessageContaining("what is there is not a socket");
    assertThat(path).isSymbolicLink();
  }

  @Test
  void publish_fileThereByNow_isRefusedAndLeft() throws IOException {
    SocketFile file = prepare(path, true);
    listen(file.bindPath());
    Files.writeString(path, "precious");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> file.publish(SocketFile.EVERYBODY))
        .withMessageContaining("what is there is not a socket");
    file.close();
    assertThat(path).hasContent("precious");
    assertThat(files()).containsExactly(path);
  }

  @Test
  void publish_runnerThereByNow_isRefusedAndLeft() throws IOException {
    SocketFile file = prepare(path, false);
    listen(file.bindPath());
    listen(path);

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> file.publish(SocketFile.EVERYBODY))
        .withMessageContaining("--take-over");
  }

  @Test
  void prepare_relativePath_isRefused() {
    refused(Path.of("x.sock"), false).withMessage("socket: x.sock (expected: an absolute path)");
  }

  @Test
  void prepare_missingFolder_isRefused() {
    refused(folder.resolve("none/x.sock"), false).withMessageContaining("a folder that exists");
  }

  @Test
  void prepare_fileAsFolder_isRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    refused(file.resolve("x.sock"), false).withMessageContaining("a folder that exists");
  }

  @Test
  void prepare_folderOfNothing_isRefused() {
    refused(Path.of("/"), false).withMessageContaining("a folder that exists");
  }

  private Path ofLength(int bytes) {
    return folder.resolve("x".repeat(bytes - folder.toString().length() - 1));
  }

  @Test
  void prepare_longestPath_isAllowedAndExamined() throws IOException {
    Path longest = ofLength(SocketFile.MAX_PATH_BYTES);
    ServerSocketChannel server = listen(path);
    Files.move(path, longest);

    refused(longest, false).withMessageContaining("--take-over");
    server.close();
    assertThat(prepare(longest, false).bindPath().toString())
        .hasSizeLessThan(longest.toString().length());
  }

  @Test
  void prepare_pathOneByteTooLong_saysLimitAndLength() {
    int limit = SocketFile.MAX_PATH_BYTES;

    refused(ofLength(limit + 1), false)
        .withMessageContaining("(expected: at most " + limit + " bytes, but it has " + (limit + 1));
  }

  @Test
  void prepare_pathTooLongInBytes_isRefused() {
    int limit = SocketFile.MAX_PATH_BYTES;
    String name = ofLength(limit).getFileName().toString();

    refused(folder.resolve(name.substring(1) + "ü"), false)
        .withMessageContaining("but it has " + (limit + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab", "abc", "abcdefghijkl", "abcdefghijklm.sock"})
  void bindPath_anyName_isAnotherBesideNotLonger(String name) throws IOException {
    Path at = folder.resolve(name);

    Path temporary = prepare(at, false).bindPath();

    assertThat(temporary).doesNotExist().isNotEqualTo(at);
    assertThat(temporary.getParent()).isEqualTo(folder);
    assertThat(temporary.toString().length()).isLessThanOrEqualTo(at.toString().length());
  }

  @Test
  void bindPath_leftByAKilledRunner_isRemovedByTheNext() throws IOException {
    Path left = folder.resolve(".left");
    try (LockFile lock = SocketLocks.of(path, locks).toStart(NONE).orElseThrow()) {
      lock.note(left.toString());
    }
    listen(left).close();
    assertThat(left).exists();

    prepare(path, false);

    assertThat(left).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept.sock", "apisix-7.sock"})
  void bindPath_noteThatNamesAnother_leavesIt(String name) throws IOException {
    Path kept = locks.resolve(name);
    listen(kept).close();
    try (LockFile lock = SocketLocks.of(path, locks).toStart(NONE).orElseThrow()) {
      lock.note(kept.toString());
    }

    prepare(path, false);

    assertThat(kept).exists();
  }

  @Test
  void close_ours_removesItOnce() throws IOException {
    SocketFile file = started(false);

    file.close();
    assertThat(files()).isEmpty();

    Files.createFile(path);
    file.close();
    assertThat(path).exists();
  }

  @Test
  void close_takenOver_leavesTheOthers() throws IOException {
    SocketFile old = started(false);
    started(true);

    old.close();

    SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
  }

  @Test
  void close_fileOfAnotherKindThere_leavesIt() throws IOException {
    SocketFile file = started(false);
    Files.delete(path);
    Files.writeString(path, "precious");

    assertThat(file.isOurs()).isFalse();
    file.close();

    assertThat(path).hasContent("precious");
  }

  @Test
  void close_neverPublished_removesTheTemporaryOne() throws IOException {
    SocketFile file = prepare(path, false);
    listen(file.bindPath());

    file.close();

    assertThat(files()).isEmpty();
    assertThat(started(false).isOurs()).isTrue();
  }

  @Test
  void close_lockHeldByAnother_leavesTheSocket() throws IOException {
    SocketFile file = started(false);

    try (LockFile lock = SocketLocks.of(path, locks).toChange(NONE).orElseThrow()) {
      file.close();
      assertThat(path).exists();
      assertThat(lock.note()).isEmpty();
    }
  }

  @Test
  void prepare_anotherStartingThere_isRefusedUntilThatIsPublished() throws IOException {
    SocketFile first = prepare(path, true);
    refused(path, true).withMessageContaining("no other runner starting there");

    listen(first.bindPath());
    first.publish(SocketFile.EVERYBODY);

    assertThat(started(true).isOurs()).isTrue();
  }

  @Test
  void prepare_samePathThroughALinkedFolder_sharesTheLock() throws IOException {
    Path link = Files.createSymbolicLink(locks.resolve("link"), folder);
    prepare(path, true);

    refused(link.resolve(path.getFileName()), true)
        .withMessageContaining("no other runner starting there");
  }

  @Test
  void prepare_refused_leavesTheLockFree() throws IOException {
    Files.createFile(path);
    refused(path, false);
    Files.delete(path);

    assertThat(started(false).isOurs()).isTrue();
  }

  @Test
  void prepare_lockFolderMissing_saysWhich() throws IOException {
    Path none = locks.resolve("none");

    assertThatExceptionOfType(StartException.class)
        .isThrownBy(() -> SocketFile.prepare(path, false, none))
        .withMessageStartingWith("socket: " + path + " (" + none);
  }
}
