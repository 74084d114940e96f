/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may stay connected. Called on the event loop when a connection is accepted: users are
 * compared in memory, and only for others, under an nginx master, two small files of {@code /proc}
 * are read. Thread-safe.
 */
public final class PeerCheck {
  private static final Logger logger = LoggerFactory.getLogger(PeerCheck.class);
  private static final Path PROC = Path.of("/proc");

  private final PeerRules rules;
  private final Users users;
  private final ProcessTable processes;
  private final AtomicBoolean saidThatUntold = new AtomicBoolean();

  PeerCheck(PeerRules rules, Users users, ProcessTable processes) {
    this.rules = rules;
    this.users = users;
    this.processes = processes;
  }

  /**
   * Why a peer may not stay. Immutable.
   *
   * @param user its user, as far as it is known
   * @param reason all of it, for the log
   */
  public record Refusal(String user, String reason) {}

  /**
   * A check for the users and processes of this machine.
   *
   * @param rules who may connect
   * @return the check
   */
  public static PeerCheck of(PeerRules rules) {
    return new PeerCheck(rules, Users.system(), ProcessTable.of(PROC));
  }

  /**
   * Why the peer of a channel may not stay; empty if it may. Where the platform does not tell who
   * the peer is it may, since the rights of the file let it in; that is logged once.
   *
   * @param channel the accepted connection
   * @return who the peer is and why it may not
   */
  public Optional<Refusal> refusal(Channel channel) {
    try {
      Optional<Credentials> peer = Credentials.of(channel);
      if (peer.isEmpty() && saidThatUntold.compareAndSet(false, true)) {
        logger.warn(
            "peers: unknown on this platform (expected: the kernel's word on who connects); "
                + "everybody whom the rights of the socket's file let in may connect");
      }
      return peer.flatMap(this::refusal);
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          new Refusal(
              "user unknown", "peer: unknown (expected: its user; " + e.getMessage() + ")"));
    }
  }

  /** Why a peer may not stay; empty if it may. */
  Optional<Refusal> refusal(Credentials peer) {
    OptionalLong user = peer.userId(users);
    if (user.isPresent() && (isAllowed(user.getAsLong()) || isOfMaster(peer, user.getAsLong()))) {
      return Optional.empty();
    }
    return Optional.of(refused(peer, user));
  }

  private boolean isAllowed(long user) {
    return user == Users.ROOT || user == users.ownId() || rules.userIds().contains(user);
  }

  private boolean isOfMaster(Credentials peer, long user) {
    if (rules.masterPid().isEmpty() || peer.pid().isEmpty()) {
      return false;
    }
    long pid = peer.pid().getAsLong();
    long master = rules.masterPid().getAsLong();
    // Its user too: the number may be another process's by now.
    return (pid == master || isChild(pid, master)) && processes.mayRunAs(pid, user);
  }

  private boolean isChild(long pid, long parent) {
    return processes.find(pid).filter(process -> process.parent() == parent).isPresent();
  }

  private Refusal refused(Credentials peer, OptionalLong user) {
    String name = user.isPresent() ? users.name(user.getAsLong()) : peer.user();
    String number = user.isPresent() ? " (" + user.getAsLong() + ")" : "";
    String pid = peer.pid().isPresent() ? ", pid " + peer.pid().getAsLong() : "";
    String reason =
        ("peer: user %s%s%s (expected: root, the runner's own user (%s) or one of allowed-users;"
                + " to let it in, add to conf/runner.yaml: allowed-users: [%s])")
            .formatted(name, number, pid, users.name(users.ownId()), name);
    return new Refusal("user " + name + number, reason);
  }
}
