/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import io.github.a6runner.protocol.Wire;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a loop reads at once does not wait for a filter that comes to run on it in between. */
@Timeout(60)
class ReadAtOnceTest {
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate begun = new Gate();
  private final Gate ready = new Gate();

  @Test
  void conf_readWithACallWhoseFilterHoldsTheLoop_isMadeMeanwhile() {
    ready.open();
    runner.start(
        new SlowConf(begun, ready),
        Filters.quickRequest("holds", Needs.none(), (call, conf) -> holds()));
    try (TestClient client = runner.connect()) {
      long token = client.prepare("holds", "");
      client.sendBytes(bytes(Calls.conf("another", "slow-conf", "made"), Calls.request(1, token)));

      assertThat(client.receive()).isInstanceOf(PrepareConfReply.class);
      assertThat(client.receive()).isEqualTo(Calls.proceeds(1));
    }
  }

  private Decision holds() throws InterruptedException {
    begun.pass();
    return Decision.proceed();
  }

  private static byte[] bytes(GatewayMessage... messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (GatewayMessage message : messages) {
      all.writeBytes(Wire.frame(message));
    }
    return all.toByteArray();
  }
}
