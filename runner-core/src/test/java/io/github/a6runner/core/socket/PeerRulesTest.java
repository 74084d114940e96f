/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeerRulesTest {
  private final Users users;

  PeerRulesTest(@TempDir Path folder) throws IOException {
    Path passwd = Files.writeString(folder.resolve("passwd"), "web:x:33:33::/:/bin/sh\n");
    users = Users.read(passwd, 1000, "me");
  }

  @Test
  void of_namesAndNumbers_keepsNumbers() {
    PeerRules rules = PeerRules.of(Set.of("web", "65534"), OptionalLong.of(40), users);

    assertThat(rules.userIds()).containsExactlyInAnyOrder(33L, 65534L);
    assertThat(rules.masterPid()).isEqualTo(OptionalLong.of(40));
  }

  @Test
  void of_unknownName_saysWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PeerRules.of(Set.of("wbe"), OptionalLong.empty(), users))
        .withMessage("allowed-users: wbe (expected: a user's name in /etc/passwd, or a number)");
  }

  @Test
  void of_usersOfThisMachine_knowsRoot() {
    assertThat(PeerRules.of(Set.of("root"), OptionalLong.empty()).userIds()).containsExactly(0L);
  }

  @Test
  void standard_allowsNobodyElse() {
    assertThat(PeerRules.standard().userIds()).isEmpty();
    assertThat(PeerRules.standard().masterPid()).isEmpty();
  }
}
