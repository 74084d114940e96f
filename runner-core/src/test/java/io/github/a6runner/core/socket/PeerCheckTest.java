/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class PeerCheckTest {
  private static final long MASTER = 40;
  private static final long NOBODY = 65534;

  private final FakeProc proc;
  private final Users users;

  PeerCheckTest(@TempDir Path folder) throws IOException {
    proc = FakeProc.in(folder);
    Path passwd =
        Files.writeString(
            folder.resolve("passwd"), "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n");
    users = Users.read(passwd, 1000, "me");
  }

  private PeerCheck standard() {
    return new PeerCheck(PeerRules.standard(), users, proc.table());
  }

  private PeerCheck underMaster() {
    return new PeerCheck(new PeerRules(Set.of(), OptionalLong.of(MASTER)), users, proc.table());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1000})
  void refusal_rootAndOwnUser_isEmpty(long user) {
    assertThat(standard().refusal(Credentials.of(user, 70))).isEmpty();
  }

  @Test
  void refusal_configuredUser_isEmpty() {
    PeerRules rules = PeerRules.of(Set.of("nobody"), OptionalLong.empty(), users);

    PeerCheck check = new PeerCheck(rules, users, proc.table());

    assertThat(check.refusal(Credentials.of(NOBODY, 70))).isEmpty();
    assertThat(check.refusal(Credentials.of(NOBODY - 1, 70))).isPresent();
  }

  @Test
  void refusal_otherUser_namesItAndTheSetting() {
    assertThat(standard().refusal(Credentials.of(NOBODY, 123)).orElseThrow().reason())
        .isEqualTo(
            "peer: user nobody (65534), pid 123 (expected: root, the runner's own user (me) or one"
                + " of allowed-users; to let it in, add to conf/runner.yaml: allowed-users:"
                + " [nobody])");
  }

  @Test
  void refusal_userWithoutName_asksForTheNumber() {
    assertThat(standard().refusal(Credentials.of(4242, 0)).orElseThrow().reason())
        .startsWith("peer: user 4242 (4242) (expected: ")
        .endsWith("allowed-users: [4242])");
  }

  @Test
  void refusal_userKnownByNameAlone_goesByItsNumber() {
    assertThat(standard().refusal(new Credentials.Named("me"))).isEmpty();
    assertThat(standard().refusal(new Credentials.Named("guest")).orElseThrow().reason())
        .startsWith("peer: user guest (expected: ");
  }

  /** A user may be called by the digits of another's number. */
  @Test
  void refusal_userWhoseNumberIsTheNameOfAnAllowedOne_isRefused(@TempDir Path folder)
      throws IOException {
    Path passwd = Files.writeString(folder.resolve("digits"), "2001:x:3000:3000::/:/bin/sh\n");
    Users named = Users.read(passwd, 1000, "me");
    PeerRules rules = new PeerRules(Set.of(3000L), OptionalLong.empty());

    PeerCheck check = new PeerCheck(rules, named, proc.table());

    assertThat(check.refusal(Credentials.of(2001, 70))).isPresent();
    assertThat(check.refusal(Credentials.of(3000, 70))).isEmpty();
    assertThat(check.refusal(new Credentials.Named("2001"))).isPresent();
  }

  @Test
  void refusal_workerOfTheMaster_isEmpty() throws IOException {
    proc.stat(70, "x) S 1 (", "S", MASTER, "9").user(70, NOBODY, NOBODY);

    assertThat(underMaster().refusal(Credentials.of(NOBODY, 70))).isEmpty();
  }

  @Test
  void refusal_masterItself_isEmpty() throws IOException {
    proc.process(MASTER, 1, "nginx: master process").user(MASTER, 5, 5);

    assertThat(underMaster().refusal(Credentials.of(5, MASTER))).isEmpty();
  }

  @Test
  void refusal_childOfAnother_isRefused() throws IOException {
    proc.stat(70, "x) S 40 (", "S", 41, "9").user(70, NOBODY, NOBODY);

    assertThat(underMaster().refusal(Credentials.of(NOBODY, 70))).isPresent();
    assertThat(underMaster().refusal(Credentials.of(NOBODY, 71))).isPresent();
  }

  @Test
  void refusal_numberGivenToAWorkerOfAnotherUser_isRefused() throws IOException {
    proc.process(70, MASTER, "nginx: worker process").user(70, NOBODY, NOBODY);

    assertThat(underMaster().refusal(Credentials.of(4242, 70))).isPresent();
  }

  @Test
  void refusal_processOfAnotherContainer_isRefused() throws IOException {
    proc.process(0, MASTER, "nginx: worker process").user(0, NOBODY, NOBODY);

    assertThat(underMaster().refusal(Credentials.of(NOBODY, 0))).isPresent();
  }

  @Test
  void refusal_channelThatCannotTell_isEmptyAndWarnsOnce() {
    Logger logger = (Logger) LoggerFactory.getLogger(PeerCheck.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    PeerCheck check = standard();
    try {
      EmbeddedChannel channel = new EmbeddedChannel();
      assertThat(check.refusal(channel)).isEmpty();
      assertThat(log.list).hasSize(1);
      assertThat(check.refusal(channel)).isEmpty();
      channel.finishAndReleaseAll();
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list).hasSize(1);
  }
}
