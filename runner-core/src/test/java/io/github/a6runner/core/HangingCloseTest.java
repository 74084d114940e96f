/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.setting.RunnerConfig;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Configurations that never return from {@code close}, more of them than there are threads. */
class HangingCloseTest {
  private static final int MOST_CONFS = 5;
  private static final String FIFTH = "x".repeat(100_000); // with it, a fifth of the room
  private static final int MANY = 100;
  private static final String NAMED = "filter clings: a configuration: its close has taken";

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final CountDownLatch closing = new CountDownLatch(MANY);
  private final Gate end = new Gate();

  private final class Clings implements Filter<AutoCloseable> {
    @Override
    public String name() {
      return "clings";
    }

    @Override
    public AutoCloseable configure(ConfSource source) {
      return HangingCloseTest.this::cling;
    }

    @Override
    public Decision onRequest(RequestCall call, AutoCloseable conf) {
      return Decision.stop(204);
    }
  }

  private void cling() {
    closing.countDown();
    end.passDeaf(interrupt -> {});
  }

  @AfterEach
  void openGate() {
    end.open();
  }

  private RunnerServer server;

  @BeforeEach
  void start() {
    server =
        runner.start(
            config -> config.maxConfBytes(RunnerConfig.LEAST_CONF_BYTES),
            new Clings(),
            Filters.request("other", (call, conf) -> Decision.stop(200).body(conf)));
  }

  /** Each is used, so that it was made before it is dropped. */
  private void dropMany(TestClient client) {
    for (int i = 0; i < MANY + MOST_CONFS; i++) {
      long token = client.prepare("clings", FIFTH);
      assertThat(client.request(i, token)).isEqualTo(Calls.stop(204, ""));
    }
  }

  @Test
  void drop_ofMany_holdsUpNeitherTheStoreNorOtherConfs() throws Exception {
    TestClient client = runner.connect();
    long before = client.prepare("other", "before");

    dropMany(client);

    assertThat(client.ask(Calls.request(1, before))).isEqualTo(TestClient.TOKEN_NOT_FOUND);
    long again = client.prepare("other", "again");
    assertThat(client.request(2, again)).isEqualTo(Calls.stop(200, "again"));
    assertThat(server.state().confs().kept()).as("with the small one").isEqualTo(MOST_CONFS + 1);
    assertThat(closing.await(20, TimeUnit.SECONDS)).as("all are being closed").isTrue();
    log.await(NAMED);
    client.assertUsable();
  }

  @Test
  void end_whileManyHang_comesInTime() throws Exception {
    dropMany(runner.connect());

    runner.end(server);

    assertThat(runner.socket()).doesNotExist();
  }
}
