/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.socket.ShortName;
import io.github.a6runner.core.socket.SocketFile;
import io.github.a6runner.core.socket.SocketProbe;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.ExtraInfoSource;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.PeerSettings;
import io.github.a6runner.peer.PeerTimeouts;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.Text;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is at the path of a socket. Immutable.
 *
 * @param path the path
 * @param kind what is there
 * @param rights the rights of the file, as {@code rw-rw-rw-}; empty if there is none
 * @param owner the user that the file belongs to; empty if there is none
 * @param listener the user that listens there; empty if nobody does, or it cannot be told
 * @param answers whether whoever listens there answers as a runner does
 */
record SocketFacts(
    Path path, Kind kind, String rights, String owner, Optional<String> listener, boolean answers) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The names that APISIX gives its runners, of which the number is its master's. */
  private static final Pattern OF_APISIX = Pattern.compile("apisix-\\d+\\.sock");

  /** What can be at a path. */
  enum Kind {
    /** Nothing. */
    NOTHING,
    /** A socket that nobody listens on. */
    STALE,
    /** A socket that somebody listens on, or that cannot be connected to from here. */
    SOCKET,
    /** Something else. */
    OTHER
  }

  /**
   * Sockets of runners in a folder, but for one, on which nobody listens. Says nothing to whoever
   * does listen on one: its name alone does not make it a runner's.
   */
  static List<Path> stale(Path folder, Path socket) {
    List<Path> stale = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, SocketFacts::hasNameOfRunners)) {
      for (Path file : files) {
        if (!file.equals(socket) && isStale(file)) {
          stale.add(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be looked into was found already.
    }
    return stale;
  }

  private static boolean hasNameOfRunners(Path file) {
    return SocketFile.hasTemporaryName(file)
        || OF_APISIX.matcher(String.valueOf(file.getFileName())).matches();
  }

  private static boolean isStale(Path file) {
    try {
      return SocketProbe.isSocket(file) && listener(file).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> listener(Path socket) throws IOException {
    try (ShortName name = ShortName.of(socket)) {
      return SocketProbe.listener(name);
    }
  }

  /** Looks at a path. Connects to the socket, if there is one, and makes a call without filters. */
  static SocketFacts of(Path path) {
    try {
      PosixFileAttributes file =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String rights = PosixFilePermissions.toString(file.permissions());
      String owner = file.owner().getName();
      if (!SocketProbe.isSocket(path)) {
        return new SocketFacts(path, Kind.OTHER, rights, owner, Optional.empty(), false);
      }
      return ofSocket(path, rights, owner);
    } catch (IOException e) {
      return new SocketFacts(path, Kind.NOTHING, "", "", Optional.empty(), false);
    }
  }

  private static SocketFacts ofSocket(Path path, String rights, String owner) {
    try (ShortName name = ShortName.of(path)) {
      Optional<String> listener = SocketProbe.listener(name);
      Kind kind = listener.isEmpty() ? Kind.STALE : Kind.SOCKET;
      boolean answers = listener.isPresent() && answers(name.path());
      return new SocketFacts(path, kind, rights, owner, listener, answers);
    } catch (IOException e) {
      return new SocketFacts(path, Kind.SOCKET, rights, owner, Optional.of("?"), false);
    }
  }

  private static boolean answers(Path path) {
    PeerTimeouts timeouts = new PeerTimeouts(PATIENCE, PATIENCE, PATIENCE);
    PeerSettings settings = PeerSettings.OF_APISIX.withTimeouts(timeouts);
    try (ApisixPeer peer = new ApisixPeer(path, settings, InstantSource.system())) {
      HttpReqCall call =
          new HttpReqCall(
              peer.nextId(), Bytes.EMPTY, HttpMethod.GET, Text.of("/"), List.of(), List.of(), 0);
      PeerConf conf = new PeerConf("a6-runner-doctor", List.of());
      return peer.callRequest(conf, call, ExtraInfoSource.none()) instanceof PeerReply.Answered;
    }
  }
}
