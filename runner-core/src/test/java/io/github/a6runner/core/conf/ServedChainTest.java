/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.core.CloseableConfs;
import io.github.a6runner.core.TestLog;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A configuration object is closed when the last chain that has it is let go of, and then once. */
class ServedChainTest {
  @RegisterExtension final TestLog log = new TestLog();

  private final CloseableConfs closeable = new CloseableConfs();
  private final FilterSet filters = FilterSet.of(closeable, new Unclosable());
  private final Configurer configurer = Configurers.of(() -> filters, Runnable::run, () -> 0);
  private final List<Runnable> tasks = new ArrayList<>();

  /** Makes configuration objects that cannot be closed. */
  private static final class Unclosable implements Filter<AutoCloseable> {
    @Override
    public String name() {
      return "unclosable";
    }

    @Override
    public AutoCloseable configure(ConfSource source) {
      return () -> {
        throw new AssertionError("stuck");
      };
    }

    @Override
    public Decision onRequest(RequestCall call, AutoCloseable conf) {
      return Decision.proceed();
    }
  }

  @Test
  void release_lastOne_closesOnTheExecutor() {
    ServedChain chain = chain(lease("closeable", "1"), lease("closeable", "2"));
    assertThat(chain.hold()).isTrue();
    chain.release();
    assertThat(tasks).isEmpty();

    chain.release();
    assertThat(closeable.closed()).isEmpty();
    tasks.forEach(Runnable::run);

    assertThat(tasks).hasSize(1);
    assertThat(closeable.closed()).containsExactly("1", "2");
    assertThat(chain.hold()).isFalse();
  }

  @Test
  void release_executorThatHasEnded_closesAtOnce() {
    ServedChain chain =
        new ServedChain(
            List.of(lease("closeable", "1")),
            filters,
            task -> {
              throw new RejectedExecutionException("ended");
            });

    chain.release();

    assertThat(closeable.closed()).containsExactly("1");
  }

  @Test
  void lease_ofTwoChains_isClosedAfterBoth() {
    Lease lease = lease("closeable", "1");
    assertThat(lease.hold()).isSameAs(lease);

    lease.release();
    assertThat(closeable.closed()).isEmpty();
    lease.release();

    assertThat(closeable.closed()).containsExactly("1");
    assertThatIllegalStateException().isThrownBy(lease::hold).withMessageContaining("let go of");
  }

  @Test
  void lease_lastRelease_letsGoOfThePluginAfterTheConfiguration() {
    Link.Usable link = (Link.Usable) lease("closeable", "1").link();
    List<List<String>> closedBefore = new ArrayList<>();
    Lease lease = Lease.of(link, () -> closedBefore.add(List.copyOf(closeable.closed())));
    lease.hold().release();
    assertThat(closedBefore).isEmpty();

    lease.release();

    assertThat(closedBefore).containsExactly(List.of("1"));
  }

  @Test
  void lease_closeThatThrows_isSaid() {
    lease("unclosable", "").release();

    assertThat(log.messages())
        .singleElement()
        .asString()
        .contains("filter unclosable: closing a configuration failed");
    assertThat(log.thrown()).containsExactly("java.lang.AssertionError");
  }

  @Test
  void chain_hasTheLinksOfItsLeases() {
    Lease good = lease("closeable", "1");
    Lease unknown = lease("nobody", "");

    ServedChain chain = chain(good, unknown);

    assertThat(chain.chain().links()).containsExactly(good.link(), unknown.link());
    assertThat(chain.leases()).containsExactly(good, unknown);
    assertThat(chain.madeFrom()).isSameAs(filters);
  }

  private ServedChain chain(Lease... leases) {
    return new ServedChain(List.of(leases), filters, tasks::add);
  }

  private Lease lease(String name, String conf) {
    return configurer.configure(filters, TextEntry.of(name, conf), 0);
  }
}
