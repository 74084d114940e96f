/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.CallAbortedException;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.core.setting.FilterLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever counts and measures is told of everything, once. */
class RunnerEventsTest {
  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Noting seen = new Noting();

  @BeforeEach
  void listen() {
    runner.events = seen;
  }

  @Test
  void call_thatGoesOn_isMeasuredWithItsFilters() throws Exception {
    runner.start(Filters.request("a", (call, conf) -> later()));
    TestClient client = runner.connect();
    client.request(5, client.prepare("a", ""));

    seen.awaitExactly("token true", "a REQUEST PROCEEDED 2", "proceeded REQUEST 2");
  }

  @Test
  void call_thatAFilterStops_isMeasuredAsStopped() throws Exception {
    runner.start(
        Filters.request("a", (call, conf) -> Decision.stop(200)),
        Filters.request("b", (call, conf) -> Decision.proceed()));
    TestClient client = runner.connect();
    client.request(5, client.prepare("a", "", "b", ""));

    seen.awaitExactly("token true", "a REQUEST STOPPED 0", "stopped REQUEST 0");
  }

  @Test
  void response_thatAFilterFails_isMeasuredWithItsCause() throws Exception {
    runner.start(
        Filters.response(
            "a",
            (call, conf) -> {
              throw new IllegalStateException("no");
            }));
    TestClient client = runner.connect();
    client.response(5, client.prepare("a", ""));

    seen.awaitExactly(
        "token true",
        "a RESPONSE FAILED 0",
        "failure Optional[a] RESPONSE FILTER_FAILED",
        "denied RESPONSE FILTER_FAILED 0");
  }

  @Test
  void filter_thatIsLate_isCutOffOnce() throws Exception {
    TestClient client = beginAndStay();
    runner.clock.advance(Duration.ofSeconds(31));
    client.receive();

    seen.awaitExactly(
        "token true",
        "failure Optional[a] REQUEST CALL_DEADLINE",
        "denied REQUEST CALL_DEADLINE 31",
        "a REQUEST CUT_OFF 31");
  }

  @ParameterizedTest
  @CsvSource({"11, FILTER_DEADLINE", "31, CALL_DEADLINE"})
  void filter_thatGivesUpWhenItIsLate_isCountedByTheTimeThatIsOver(int seconds, String cause)
      throws Exception {
    FilterLimits own = FilterLimits.NONE.withDeadline(Duration.ofSeconds(10));
    runner.start(
        config -> config.filterLimits(Map.of("a", own)),
        Filters.quickRequest(
            "a",
            Needs.none(),
            (call, conf) -> {
              runner.clock.advance(Duration.ofSeconds(seconds));
              throw new CallAbortedException("call 5: its time is over");
            }));
    TestClient client = runner.connect();
    client.ask(Calls.request(5, client.prepare("a", "")));

    seen.awaitExactly(
        "token true",
        "a REQUEST FAILED " + seconds,
        "failure Optional[a] REQUEST " + cause,
        "denied REQUEST " + cause + " " + seconds);
  }

  @Test
  void call_thatIsOneTooMany_isToldAtOnceAndNotMeasured() throws Exception {
    Gate started = new Gate();
    runner.start(
        config -> config.maxCallsInFlight(1),
        Filters.request(
            "a",
            (call, conf) -> {
              started.open();
              new Gate().pass();
              return Decision.proceed();
            }));
    TestClient first = runner.connect();
    first.send(Calls.request(5, first.prepare("a", "")));
    started.pass();
    TestClient second = runner.connect();
    assertThat(second.ask(Calls.request(6, second.prepare("a", ""))))
        .isEqualTo(TestClient.UNAVAILABLE);

    seen.awaitExactly(
        "token true",
        "token true",
        "failure Optional.empty REQUEST CALLS_IN_FLIGHT",
        "not taken REQUEST CALLS_IN_FLIGHT");
  }

  @Test
  void query_thatIsAnswered_isMeasured() throws Exception {
    runner.start(
        Filters.request(
            "a", (call, conf) -> Decision.stop(200).body(call.variable("uri").orElse(""))));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("a", "")));
    client.receiveQuestion();
    runner.clock.advance(Duration.ofSeconds(3));
    client.ask(Calls.info("/x"));

    seen.awaitExactly("token true", "VARIABLE 3", "a REQUEST STOPPED 3", "stopped REQUEST 3");
  }

  @Test
  void token_thatIsUnknown_isCounted() throws Exception {
    runner.start();
    runner.connect().ask(Calls.request(5, 12));

    seen.awaitExactly("token false");
  }

  @Test
  void call_thatTheGatewayGivesUp_isLost() throws Exception {
    TestClient client = beginAndStay();
    client.close();

    seen.awaitExactly(
        "token true",
        "failure Optional.empty REQUEST HUNG_UP",
        "lost REQUEST HUNG_UP 0",
        "a REQUEST CUT_OFF 0");
  }

  /** A call whose filter does not come back by itself. */
  private TestClient beginAndStay() throws InterruptedException {
    Gate started = new Gate();
    runner.start(
        Filters.request(
            "a",
            (call, conf) -> {
              started.open();
              new Gate().pass();
              return Decision.proceed();
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("a", "")));
    started.pass();
    return client;
  }

  private Decision later() {
    runner.clock.advance(Duration.ofSeconds(2));
    return Decision.proceed();
  }

  /** Notes what it is told, durations in seconds. */
  private static final class Noting implements RunnerEvents {
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();

    void awaitExactly(String... expected) throws InterruptedException {
      for (String each : expected) {
        assertThat(notes.poll(20, TimeUnit.SECONDS)).isEqualTo(each);
      }
      assertThat(List.copyOf(notes)).isEmpty();
    }

    @Override
    public void callProceeded(Phase phase, long nanos) {
      notes.add("proceeded " + phase + seconds(nanos));
    }

    @Override
    public void callStopped(Phase phase, long nanos) {
      notes.add("stopped " + phase + seconds(nanos));
    }

    @Override
    public void callDenied(Phase phase, Cause cause, long nanos) {
      notes.add("denied " + phase + " " + cause + seconds(nanos));
    }

    @Override
    public void callNotTaken(Phase phase, Cause cause) {
      notes.add("not taken " + phase + " " + cause);
    }

    @Override
    public void callLost(Phase phase, Cause cause, long nanos) {
      notes.add("lost " + phase + " " + cause + seconds(nanos));
    }

    @Override
    public void turnEnded(String filter, Phase phase, TurnEnd end, long nanos) {
      notes.add(filter + " " + phase + " " + end + seconds(nanos));
    }

    @Override
    public void failure(Optional<String> filter, Phase phase, Cause cause) {
      notes.add("failure " + filter + " " + phase + " " + cause);
    }

    @Override
    public void queryAnswered(Query query, long nanos) {
      notes.add(query + seconds(nanos));
    }

    @Override
    public void tokenLooked(boolean found) {
      notes.add("token " + found);
    }

    private static String seconds(long nanos) {
      return " " + TimeUnit.NANOSECONDS.toSeconds(nanos);
    }
  }
}
