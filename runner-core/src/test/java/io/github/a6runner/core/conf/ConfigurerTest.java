/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.Calls;
import io.github.a6runner.core.Filters;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.log.SparseLog;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.MadePlugin;
import io.github.a6runner.protocol.TextEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of one entry of a conf, and what is said of it. */
class ConfigurerTest {
  private static final long NOW = 100;

  @RegisterExtension final TestLog log = new TestLog();

  private final AtomicLong now = new AtomicLong(NOW);
  private final List<String> failures = new ArrayList<>();
  private final FilterSet filters =
      FilterSet.of(new Moody(), Filters.request("also", (call, conf) -> Decision.proceed()));
  private final Configurer configurer =
      new Configurer(
          () -> filters,
          Runnable::run,
          now::get,
          (filter, conf, why) -> failures.add(filter + " " + conf + " " + why.getMessage()));

  /** Does as its configuration says, and needs more in one phase than in the other. */
  private final class Moody implements Filter<String> {
    @Override
    public String name() {
      return "moody";
    }

    @Override
    public String configure(ConfSource source) throws Exception {
      switch (source.text()) {
        case "refused" -> throw new InvalidConfException("body: 7 (expected: a string)");
        case "slow" -> {
          configurer.interruptOverdue(0);
          throw new IllegalStateException("interrupted: " + Thread.interrupted());
        }
        case "failing" -> throw new IOException("no disk");
        default -> {
          return source.text();
        }
      }
    }

    @Override
    public Needs needs(Phase phase, String conf) {
      return Needs.variables(conf.equals("long") ? "x".repeat(1025) : phase + conf);
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  @AfterEach
  void close() {
    filters.close();
  }

  @Test
  void configure_goodConf_isUsableWithTheNeedsOfEachPhase() {
    Link.Usable link = (Link.Usable) configure("moody", "1", 0);

    assertThat(link.conf()).isEqualTo("1");
    assertThat(link.filterName()).isEqualTo("moody");
    assertThat(link.reason()).isEqualTo("usable");
    assertThat(link.needs(Phase.REQUEST).variableNames()).containsExactly("REQUEST1");
    assertThat(link.needs(Phase.RESPONSE).variableNames()).containsExactly("RESPONSE1");
    assertThat(link.runsIn(Phase.REQUEST)).isTrue();
    assertThat(link.runsIn(Phase.RESPONSE)).isFalse();
    assertThat(failures).isEmpty();
  }

  @Test
  void configure_entryWithoutValue_isTheEmptyText() {
    Lease lease = configurer.configure(filters, TextEntry.of("moody"), 0);

    assertThat(((Link.Usable) lease.link()).conf()).isEqualTo("");
  }

  @Test
  void configure_filterThatRefuses_isRefusedAndTold() {
    Link link = configure("moody", "refused", 0);

    assertThat(link).isInstanceOf(Link.Refused.class);
    assertThat(link.reason()).isEqualTo("configuration refused: body: 7 (expected: a string)");
    assertThat(failures).containsExactly("moody refused body: 7 (expected: a string)");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "5, 32", "6, 64", "7, 64", "1000, 64"})
  void configure_filterThatFails_isTriedLaterEachTime(int attempts, long seconds) {
    Link.Failing link = (Link.Failing) configure("moody", "failing", attempts);

    assertThat(link)
        .isEqualTo(
            new Link.Failing("moody", attempts + 1, NOW + TimeUnit.SECONDS.toNanos(seconds)));
    assertThat(link.reason()).isEqualTo("configuring failed");
    assertThat(failures).containsExactly("moody failing no disk");
    assertThat(log.messages()).singleElement().asString().contains("again in " + seconds + " s");
  }

  @ParameterizedTest
  @CsvSource({
    "moody, refused, moody: configuration refused: body: 7 (expected: a string)",
    "moody, failing, moody: configuring failed with java.io.IOException: no disk",
    "nobody, 1, 'nobody: not loaded (expected: one of also, moody)'"
  })
  void configure_oneAfterAnotherThatCannot_isSaidOnceAndThenCounted(
      String filter, String conf, String topic) {
    for (int i = 0; i < 1000; i++) {
      configure(filter, conf, 0);
    }
    assertThat(log.messages()).hasSize(1);

    now.addAndGet(SparseLog.PAUSE_NANOS);
    configurer.sayRest();
    assertThat(log.messages())
        .hasSize(2)
        .last()
        .isEqualTo("filter " + topic + ": 999 more in the last 10 s");
  }

  @ParameterizedTest
  @CsvSource({"refused", "failing"})
  void configure_filterThatCannot_letsGoOfItsPlugin(String conf) {
    AtomicInteger closed = new AtomicInteger();
    MadePlugin plugin = new MadePlugin(List.of(new Moody()), closed::incrementAndGet);

    configurer.configure(MadePlugin.set(List.of(plugin)), TextEntry.of("moody", conf), 0);
    plugin.release();

    assertThat(closed).hasValue(1);
  }

  @Test
  void prepare_confThatHasFailed_isTriedAgainAtOnce() {
    ConfStore store = ConfStores.of(configurer);

    long token = store.prepare(Calls.conf("k", "moody", "failing"));
    assertThat(failures).hasSize(1);
    assertThat(store.prepare(Calls.conf("k", "moody", "failing"))).isEqualTo(token);

    assertThat(failures).hasSize(2);
  }

  @Test
  void interruptOverdue_whileAFilterConfiguresItself_interruptsIt() {
    configure("moody", "slow", 0);

    assertThat(failures).containsExactly("moody slow interrupted: true");
  }

  @Test
  void configure_needsAVariableWithAnImpossibleName_fails() {
    assertThat(configure("moody", "long", 0)).isInstanceOf(Link.Failing.class);
    assertThat(failures).singleElement().asString().contains("variable name: 1025 characters");
  }

  @Test
  void configure_unknownFilter_isRefusedWithTheNamesInOrderButNotTold() {
    Link link = configure("nobody", "", 0);

    assertThat(link.reason()).isEqualTo("not loaded (expected: one of also, moody)");
    assertThat(log.messages()).singleElement().asString().contains("nobody", "on-unusable-filter");
    assertThat(failures).isEmpty();
  }

  @Test
  void configure_filterThatIsClosedAlready_isRefusedSilently() {
    filters.close();

    Link link = configure("moody", "1", 0);

    assertThat(link).isEqualTo(new Link.Refused("moody", "replaced"));
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void configure_oneAfterAnother_givesItsTurnBack() {
    for (int i = 0; i < 3 * ConfigureTurns.MOST_OF_A_FILTER; i++) {
      assertThat(configure("moody", "1", 0)).isInstanceOf(Link.Usable.class);
    }
  }

  private Link configure(String name, String conf, int attempts) {
    return configurer.configure(filters, TextEntry.of(name, conf), attempts).link();
  }
}
