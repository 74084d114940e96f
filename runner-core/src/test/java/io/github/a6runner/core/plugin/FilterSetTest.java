/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FilterSetTest {
  private final List<String> events = new ArrayList<>();

  private abstract static class Named implements Filter<String> {
    @Override
    public String name() {
      return "named";
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }
  }

  private static class OnRequest extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  private static final class OnResponse extends Named {
    @Override
    public void onResponse(ResponseCall call, String conf) {}
  }

  private static final class Inherited extends OnRequest implements NonBlockingFilter<String> {
    @Override
    public void onResponse(ResponseCall call, String conf) {}
  }

  private interface Traced extends Filter<String> {
    @Override
    default void onResponse(ResponseCall call, String conf) {}
  }

  private static final class ByInterface extends Named implements Traced {}

  private static class Async extends Named implements AsyncFilter<String> {
    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, String conf) {
      return CompletableFuture.completedStage(Decision.proceed());
    }
  }

  private static final class AsyncResponse extends Named implements AsyncFilter<String> {
    @Override
    public CompletableFuture<Object> onResponseAsync(ResponseCall call, String conf) {
      return CompletableFuture.completedFuture(call);
    }
  }

  private static final class NoPhase extends Named {}

  private static final class NoAsyncPhase extends Named implements AsyncFilter<String> {}

  private static final class AsyncAndBlocking extends Async {
    @Override
    public void onResponse(ResponseCall call, String conf) {}
  }

  private static final class AsyncAndNonBlocking extends Async
      implements NonBlockingFilter<String> {}

  /** Has a method that looks like a phase, with the conf of nobody. */
  static final class Overload extends Named {
    public Decision onRequest(RequestCall call, Integer conf) {
      return Decision.proceed();
    }
  }

  private static final class Names extends OnRequest {
    private final Deque<String> names = new ArrayDeque<>();

    Names(String... names) {
      this.names.addAll(List.of(names));
    }

    @Override
    @SuppressWarnings("NullAway") // A filter that breaks the contract.
    public String name() {
      return names.poll();
    }
  }

  private final class Recording extends OnRequest {
    private final String name;

    Recording(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void start(ConfSource settings) throws IOException {
      if (name.equals("unstartable")) {
        throw new IOException("no disk");
      }
      events.add("start " + name);
    }

    @Override
    public void close() {
      if (name.equals("bottomless")) {
        close();
      }
      events.add("close " + name);
      if (name.equals("unclosable")) {
        throw new AssertionError("cannot close");
      }
    }
  }

  static List<Arguments> shapes() {
    return List.of(
        Arguments.of(new OnRequest(), "[REQUEST]", Execution.BLOCKING),
        Arguments.of(new OnResponse(), "[RESPONSE]", Execution.BLOCKING),
        Arguments.of(new Inherited(), "[REQUEST, RESPONSE]", Execution.NON_BLOCKING),
        Arguments.of(new ByInterface(), "[RESPONSE]", Execution.BLOCKING),
        Arguments.of(new Async(), "[REQUEST]", Execution.ASYNC),
        Arguments.of(new AsyncResponse(), "[RESPONSE]", Execution.ASYNC));
  }

  static List<Arguments> unfit() {
    return List.of(
        Arguments.of(new NoPhase(), "implements no phase (expected: onRequest or onResponse"),
        Arguments.of(new NoAsyncPhase(), "implements no phase (expected: onRequestAsync"),
        Arguments.of(new Overload(), "implements no phase (expected: onRequest or"),
        Arguments.of(new AsyncAndBlocking(), "an AsyncFilter that overrides onRequest or"),
        Arguments.of(new AsyncAndNonBlocking(), "both an AsyncFilter and a NonBlockingFilter"),
        Arguments.of(new Names(), "name() returns null (expected: a name"),
        Arguments.of(new Names(""), "name() returns a blank or control character"),
        Arguments.of(new Names("a\nb"), "name() returns a blank or control character"),
        Arguments.of(new Names("a", "b"), "filter a: name() changes (expected: always the same"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void of_filter_isKnownByItsOverrides(Filter<?> filter, String phases, Execution execution) {
    try (FilterSet set = FilterSet.of(filter)) {
      LoadedFilter loaded = set.find("named").orElseThrow();

      assertThat(loaded.phases()).hasToString(phases);
      assertThat(loaded.execution()).isEqualTo(execution);
      assertThat(loaded.filter()).isSameAs(filter);
      assertThat(loaded.origin()).isEqualTo("class path");
    }
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void of_unfitFilter_isRefusedWithTheReason(Filter<?> filter, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterSet.of(filter))
        .withMessageContaining(why);
  }

  @Test
  void of_nameThatChangesInStart_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> FilterSet.of(new Names("a", "a", "b")))
        .withMessageContaining("filter a: name() changes");
  }

  @Test
  void notLoaded_noFilters_saysWhatIsMissing() {
    assertThat(FilterSet.of().notLoaded()).isEqualTo("not loaded (expected: a plugin that has it)");
  }

  @Test
  void of_oneNameTwice_startsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FilterSet.of(new Recording("a"), new Recording("a")))
        .withMessageStartingWith("filter a: in class path and in class path");
    assertThat(events).isEmpty();
  }

  @Test
  void of_filterThatFailsToStart_closesThoseBefore() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                FilterSet.of(
                    new Recording("a"),
                    new Recording("b"),
                    new Recording("unstartable"),
                    new Recording("c")))
        .withMessageContaining("filter unstartable: start failed: java.io.IOException: no disk");
    assertThat(events).containsExactly("start a", "start b", "close b", "close a");
  }

  @Test
  void close_filterThatThrows_leavesNoneOpenAndClosesOnce() {
    FilterSet set =
        FilterSet.of(new Recording("a"), new Recording("unclosable"), new Recording("b"));
    events.clear();

    set.close();
    set.close();

    assertThat(events).containsExactly("close b", "close unclosable", "close a");
  }

  @Test
  void close_filterThatOverflowsItsStack_leavesNoOtherOpen() {
    FilterSet set =
        FilterSet.of(new Recording("a"), new Recording("bottomless"), new Recording("b"));
    events.clear();

    set.close();

    assertThat(events).containsExactly("close b", "close a");
  }

  @Test
  void filters_ofASet_areInOrderAndImmutable() {
    try (FilterSet set = FilterSet.of(new Recording("b"), new Recording("a"))) {
      assertThat(set.filters())
          .isUnmodifiable()
          .extracting(LoadedFilter::name)
          .containsExactly("b", "a");
      assertThat(set.find("B")).isEmpty();
    }
  }

  @Test
  void call_thatThrows_putsTheContextBack() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader plugin = ClassLoader.getPlatformClassLoader();

    assertThatThrownBy(
            () ->
                PluginContext.call(
                    plugin,
                    () -> {
                      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(plugin);
                      throw new IOException("thrown");
                    }))
        .hasMessage("thrown");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }
}
