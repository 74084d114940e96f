/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.call.CallSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever watches a runner is told what becomes of its calls, before they are answered. */
class CallObserverTest {
  private static final Body TOO_LARGE = Body.of(new byte[1 << 24]);

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  private final Noting seen = new Noting();

  @BeforeEach
  void observe() {
    runner.observer = seen;
  }

  @Test
  void filters_thatDecide_areReportedInTheirOrder() {
    runner.start(
        Filters.request("a", (call, conf) -> change(call.headers()::set)),
        Filters.asyncRequest("b", (call, conf) -> CompletableFuture.completedStage(stop())),
        Filters.request("c", (call, conf) -> Decision.proceed()));
    TestClient client = runner.connect();
    client.request(5, client.prepare("a", "", "b", "", "c", ""));

    assertThat(seen.events).containsExactly("5 begins a", "5 ends a", "5 begins b", "5 ends b");
    assertThat(seen.reports).extracting(FilterReport::index).containsExactly(0, 1);
    FilterReport first = seen.reports.remove();
    assertThat(first.stop()).isEmpty();
    assertThat(first.before().headers()).doesNotContain(new Header("X-A", "1"));
    assertThat(first.after().headers()).contains(new Header("X-A", "1"));
    assertThat(seen.reports.remove().stop()).map(Decision.Stop::status).hasValue(299);
  }

  @Test
  void snapshot_ofARequest_showsAllThatWasChanged() {
    runner.start(
        Filters.request(
            "f",
            (call, conf) -> {
              call.path("/new");
              call.args().set("q", "1");
              call.responseHeaders().set("X-R", "2");
              call.replaceBody("new");
              return Decision.proceed();
            }));
    TestClient client = runner.connect();
    client.request(5, client.prepare("f", ""));

    CallSnapshot after = seen.reports.remove().after();
    assertThat(after.path()).hasValue("/new");
    assertThat(after.status()).isEmpty();
    assertThat(after.args()).contains(new QueryArg("q", Optional.of("1")));
    assertThat(after.responseHeaders()).containsExactly(new Header("X-R", "2"));
    assertThat(after.newBody()).hasValue(Body.of("new"));
  }

  @Test
  void snapshot_ofAResponse_showsAllThatWasChanged() {
    runner.start(Filters.response("f", (call, conf) -> call.status(418)));
    TestClient client = runner.connect();
    client.send(Calls.response(5, client.prepare("f", ""), "X-A", "1"));
    client.receive();

    FilterReport report = seen.reports.remove();
    assertThat(report.before().status()).hasValue(Calls.response(5, 0, "X-A", "1").status());
    assertThat(report.after().status()).hasValue(418);
    assertThat(report.after().headers()).containsExactly(new Header("X-A", "1"));
    assertThat(report.after().path()).isEmpty();
  }

  @Test
  void filter_thatThrows_isAProblemAndTheCallDenied() {
    IllegalStateException broken = new IllegalStateException("broken");
    runner.start(throwing(broken));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("f", "")));
    client.receive();

    assertThat(seen.events)
        .containsExactly("5 begins f", "5 ends f", "5 filter f: " + broken, "5 denied");
    assertThat(seen.named).containsExactly("f");
    assertThat(seen.reports.remove().failure()).containsSame(broken);
    assertThat(seen.causes.remove()).isSameAs(broken);
  }

  @Test
  @SuppressWarnings("NullAway") // a filter may return what the types forbid
  void stage_thatIsNull_isSaidInBothPhases() {
    runner.start(
        Filters.asyncRequest("f", (call, conf) -> null),
        Filters.asyncResponse("g", (call, conf) -> null));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("f", "")));
    client.receive();
    client.response(6, client.prepare("g", ""));

    assertThat(seen.causes)
        .extracting(Throwable::getMessage)
        .containsExactly(
            "stage of f: null (expected: one that completes)",
            "stage of g: null (expected: one that completes)");
  }

  @Test
  void filter_thatMayBeSkipped_isAProblemButTheCallIsNotDenied() {
    runner.startSkipping(throwing(new IllegalStateException("broken")));
    TestClient client = runner.connect();
    client.request(5, client.prepare("f", ""));

    assertThat(seen.events).hasSize(3).doesNotContain("5 denied");
  }

  @Test
  void reply_thatFitsNoFrame_isAProblemAndTheCallDenied() {
    runner.start(Filters.response("f", (call, conf) -> call.replaceBody(TOO_LARGE)));
    TestClient client = runner.connect();
    client.response(5, client.prepare("f", ""));

    assertThat(seen.events).hasSize(4).endsWith("5 denied");
  }

  @Test
  void filter_thatIsLate_isAProblem() throws Exception {
    Gate started = new Gate();
    runner.start(
        Filters.asyncRequest(
            "slow",
            (call, conf) -> {
              started.open();
              return new CompletableFuture<>();
            }));
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("slow", "")));
    started.pass();
    runner.clock.advance(Duration.ofSeconds(31));
    client.receive();

    assertThat(seen.events)
        .containsExactly("5 begins slow", "5 filter slow did not decide in time", "5 denied");
  }

  @Test
  void conf_thatIsRefused_isAProblemOfItsCalls() {
    runner.start(new Refusing());
    TestClient client = runner.connect();
    client.send(Calls.request(5, client.prepare("f", "x")));
    client.receive();

    assertThat(seen.events)
        .containsExactly("f cannot use x", "5 filter f: configuration refused: no", "5 denied");
    assertThat(seen.named).containsExactly("f");
    assertThat(seen.causes.remove()).isInstanceOf(InvalidConfException.class);
  }

  private static Filter<String> throwing(Exception failure) {
    return Filters.request(
        "f",
        (call, conf) -> {
          throw failure;
        });
  }

  private static Decision change(BiConsumer<String, String> headers) {
    headers.accept("X-A", "1");
    return Decision.proceed();
  }

  private static Decision stop() {
    return Decision.stop(299);
  }

  /** Takes no configuration. */
  private static final class Refusing implements NonBlockingFilter<String> {
    @Override
    public String name() {
      return "f";
    }

    @Override
    public String configure(ConfSource source) {
      throw new InvalidConfException("no");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  /** Notes all that it is told. */
  private static final class Noting implements CallObserver {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final BlockingQueue<FilterReport> reports = new LinkedBlockingQueue<>();
    final BlockingQueue<String> named = new LinkedBlockingQueue<>();
    final BlockingQueue<Throwable> causes = new LinkedBlockingQueue<>();

    @Override
    public void configureFailed(String filter, String conf, Throwable failure) {
      events.add(filter + " cannot use " + conf);
      causes.add(failure);
    }

    @Override
    public void filterBegun(long call, String filter) {
      events.add(call + " begins " + filter);
    }

    @Override
    public void filterEnded(long call, FilterReport report) {
      events.add(call + " ends " + report.filter());
      reports.add(report);
    }

    @Override
    public void problem(
        long call, Optional<String> filter, String what, Optional<Throwable> cause) {
      events.add(call + " " + what);
      filter.ifPresent(named::add);
      cause.ifPresent(causes::add);
    }

    @Override
    public void denied(long call) {
      events.add(call + " denied");
    }
  }
}
