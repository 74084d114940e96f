/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.Until;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Confs are taken at once and made ready off the connection's thread. */
class ConfiguringTest {

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Gate started = new Gate();
  private final Gate ready = new Gate();

  @Test
  void prepare_whileAConfigureBlocks_isAnsweredAtOnce() throws Exception {
    runner.start(
        new SlowConf(started, ready), Filters.request("f", (call, c) -> Decision.stop(204)));
    TestClient client = runner.connect();

    client.prepare("slow-conf", "1");
    started.pass();
    long other = client.prepare("f", "");

    assertThat(client.request(1, other)).isEqualTo(Calls.stop(204, ""));
    ready.open();
  }

  @Test
  void call_whileItsConfIsNotReady_waitsForIt() throws Exception {
    runner.start(new SlowConf(started, ready));
    TestClient client = runner.connect();
    long token = client.prepare("slow-conf", "mine");
    client.send(Calls.request(1, token));
    TestClient other = runner.connect();
    other.send(Calls.request(2, token));
    started.pass();

    ready.open();

    RequestAction.Stop stop = (RequestAction.Stop) TestClient.action(1, client.receive());
    assertThat(new String(stop.body().toByteArray(), StandardCharsets.UTF_8))
        .startsWith("mine by a6-configure-");
    assertThat(TestClient.action(2, other.receive())).isEqualTo(stop);
  }

  @Test
  void configure_runsOncePerConf_notPerCallOrConnection() {
    CloseableConfs filter = new CloseableConfs();
    runner.start(filter);
    for (int i = 0; i < 3; i++) {
      TestClient client = runner.connect();
      long token = client.prepareKey("same", "closeable", "x");
      client.request(1, token);
      client.request(2, token);
    }

    assertThat(filter.made()).containsExactly("x");
  }

  @Test
  void conf_withBlankOrNoText_isGivenToTheFilterAsItIs() {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    runner.start(
        Filters.request(
            "notes",
            (call, conf) -> {
              seen.add("<" + conf + ">");
              return Decision.proceed();
            }));
    TestClient client = runner.connect();

    client.request(1, client.prepare("notes", "", "notes", " "));

    assertThat(seen).containsExactly("<>", "< >");
  }

  @Test
  void configure_thatFailsOnce_isTriedAgainByALaterCall() {
    Flaky filter = new Flaky();
    runner.start(filter);
    TestClient client = runner.connect();
    long token = client.prepare("flaky", "");

    assertThat(client.ask(Calls.request(1, token))).isEqualTo(TestClient.UNAVAILABLE);
    assertThat(client.ask(Calls.response(2, token))).isEqualTo(Calls.deniedResponse(2));
    filter.fails = false;
    assertThat(client.ask(Calls.request(3, token))).isEqualTo(TestClient.UNAVAILABLE);
    runner.clock.advance(Duration.ofSeconds(2));

    Until.met(
        "what has failed is tried again, for which no call waits",
        () -> !client.ask(Calls.request(4, token)).equals(TestClient.UNAVAILABLE));
    assertThat(client.request(5, token)).isEqualTo(Calls.stop(204, ""));
    assertThat(log.messages()).anyMatch(line -> line.contains("flaky") && line.contains("again"));
  }

  @Test
  void contextClassLoader_isThePluginsInEveryCallIntoIt() throws Exception {
    try (OneFilterLoader loader = new OneFilterLoader(NotesLoader.class)) {
      runner.start((Filter<?>) loader.newFilter());
      TestClient client = runner.connect();

      RequestAction action = client.request(1, client.prepare("notes-loader", ""));

      assertThat(action)
          .isEqualTo(Calls.rewriteHeaders("X-Own", "configure true, needs true, onRequest true"));
    }
  }

  /** A filter whose configure fails until it is told not to. */
  private static final class Flaky implements Filter<String> {

    private volatile boolean fails = true;

    @Override
    public String name() {
      return "flaky";
    }

    @Override
    public String configure(ConfSource source) {
      if (fails) {
        throw new IllegalStateException("no network");
      }
      return source.text();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(204);
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      call.status(204);
    }
  }

  /** A filter that notes whether it is called in the context of its own class loader. */
  public static final class NotesLoader implements Filter<String> {

    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

    /** Made by the test, through the plugin's class loader. */
    public NotesLoader() {}

    private void note(String where) {
      seen.put(
          where, Thread.currentThread().getContextClassLoader() == getClass().getClassLoader());
    }

    @Override
    public String name() {
      return "notes-loader";
    }

    @Override
    public String configure(ConfSource source) {
      note("configure");
      return source.text();
    }

    @Override
    public Needs needs(Phase phase, String conf) {
      note("needs");
      return Needs.none();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      note("onRequest");
      call.headers()
          .set(
              "X-Own",
              "configure %s, needs %s, onRequest %s"
                  .formatted(seen.get("configure"), seen.get("needs"), seen.get("onRequest")));
      return Decision.proceed();
    }
  }
}
