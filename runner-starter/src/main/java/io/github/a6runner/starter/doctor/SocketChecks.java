/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.socket.SocketFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a socket can be where it is to be, and be connected to. */
final class SocketChecks {
  private SocketChecks() {}

  /**
   * Looks at all of a socket.
   *
   * @param path where it is to be, if that is known
   * @param user who looks
   */
  static List<Finding> of(Optional<Path> path, String user) {
    if (path.filter(Path::isAbsolute).isEmpty()) {
      return List.of(
          Finding.info(
              "socket", "APISIX says where it is, as APISIX_LISTEN_ADDRESS does not here"));
    }
    Path socket = path.get();
    Path folder = Optional.ofNullable(socket.getParent()).orElse(socket);
    List<Finding> findings = new ArrayList<>();
    findings.add(length(socket));
    findings.addAll(folders(FolderFacts.upwards(folder)));
    findings.addAll(present(SocketFacts.of(socket), user));
    findings.addAll(leftovers(SocketFacts.stale(folder, socket)));
    return findings;
  }

  /** Whether the path fits; the temporary name beside it is never longer. */
  static Finding length(Path path) {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    return length <= SocketFile.MAX_PATH_BYTES
        ? Finding.ok(
            "socket path", path + " has " + length + " of " + SocketFile.MAX_PATH_BYTES + " bytes")
        : Finding.fail(
            "socket path",
            path + " has " + length + " bytes, a Unix socket may have " + SocketFile.MAX_PATH_BYTES,
            "use a shorter path, here and in APISIX");
  }

  /**
   * Whether the runner can make the socket, and others can get to it.
   *
   * @param folders the folder of the socket and all above it
   */
  static List<Finding> folders(List<FolderFacts> folders) {
    FolderFacts own = folders.get(0);
    if (!own.exists()) {
      return List.of(
          Finding.fail("socket folder", own.path() + " is not there", "mkdir -p " + own.path()));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        own.writable()
            ? Finding.ok("socket folder", own.path() + " can be written to")
            : Finding.fail(
                "socket folder",
                own.path() + " cannot be written to by this user",
                "chown or chmod it, or run the runner as " + own.owner()));
    for (FolderFacts folder : folders) {
      if (folder.exists() && !folder.others().contains("x")) {
        findings.add(
            Finding.warn(
                "socket folder",
                folder.path() + " can be entered by " + folder.owner() + " and its group alone",
                "chmod o+x "
                    + folder.path()
                    + ", if nginx's workers are others (permission denied)"));
      }
    }
    return findings;
  }

  /** What is at the path now. */
  static List<Finding> present(SocketFacts socket, String user) {
    return switch (socket.kind()) {
      case NOTHING -> List.of(Finding.ok("socket", "nothing is at " + socket.path() + " yet"));
      case OTHER ->
          List.of(
              Finding.fail(
                  "socket",
                  socket.path() + " is there and is not a socket",
                  "move it away, the runner leaves it alone"));
      case STALE ->
          List.of(
              Finding.info(
                  "socket", socket.path() + " was left over, nobody listens; it is replaced"));
      case SOCKET -> listening(socket, user);
    };
  }

  private static List<Finding> listening(SocketFacts socket, String user) {
    String who = "a process of user " + socket.listener().orElse("?");
    List<Finding> findings = new ArrayList<>();
    findings.add(
        socket.answers()
            ? Finding.info("socket", who + " listens on " + socket.path() + " and answers")
            : Finding.warn(
                "socket",
                who + " listens on " + socket.path() + " and does not answer " + user,
                "look into its log: it may refuse this user, or not be a runner"));
    if (!socket.rights().endsWith("rw-")) {
      findings.add(
          Finding.warn(
              "socket rights",
              socket.rights() + " of " + socket.owner() + " let not everybody connect",
              "leave them at rw-rw-rw-: a runner looks at who connects"));
    }
    return findings;
  }

  /** Sockets beside it that nobody listens on. */
  static List<Finding> leftovers(List<Path> stale) {
    if (stale.isEmpty()) {
      return List.of();
    }
    return List.of(
        Finding.info(
            "leftover sockets",
            stale.size() + " that nobody listens on, such as " + stale.get(0) + "; rm is safe"));
  }
}
