/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.starter.surroundings.UsageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  @Test
  void absolute_pathAfterUnix_isThePath() throws UsageException {
    assertThat(ListenAddress.absolute("X", "unix:/tmp/x.sock")).isEqualTo(Path.of("/tmp/x.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tmp/x", "unix:", "unix:x", "tcp:1:2", "UNIX:/x", "unix:/a\0b", "9000"})
  void absolute_anythingElse_isRefusedWithItsName(String address) {
    assertThatThrownBy(() -> ListenAddress.absolute("APISIX_LISTEN_ADDRESS", address))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("APISIX_LISTEN_ADDRESS: " + address + " (expected: unix:");
  }

  @Test
  void absolute_emptyAddress_saysSo() {
    assertThatThrownBy(() -> ListenAddress.absolute("X", "")).hasMessageStartingWith("X: empty (");
  }

  @Test
  void typed_relativePath_isOneOfTheWorkingDirectory() throws UsageException {
    assertThat(ListenAddress.typed("--listen", "unix:a/../b.sock"))
        .isEqualTo(Path.of("b.sock").toAbsolutePath());
  }
}
