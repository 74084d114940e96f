/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.peer.RequestEffect.Forwarded;
import io.github.a6runner.peer.RequestEffect.Stopped;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that runners do in different ways, and how it is seen. */
enum Habit {
  MISSING("a filter that is not there", gateway -> told(gateway.request("no-such"), Habit::said)),

  REFUSES(
      "a configuration that the filter cannot read",
      gateway -> told(gateway.request("strict"), Habit::said)),

  THROWS("a filter that throws", gateway -> told(gateway.request("throw"), Habit::said)),

  THROWS_LATE(
      "a filter that throws when it sees the response",
      gateway -> told(gateway.response("throw"), Habit::withBody)),

  HANGS("a filter that never comes back", Habit::afterHowLong),

  WAITS(
      "as many filters as Netty has threads wait for 1 s; meanwhile a call of another route",
      Habit::besideOthers),

  STOPS(
      "a filter answers 403 (there it also calls the chain, as their sample does), and one behind it"
          + " sets a header of the request",
      gateway -> told(gateway.request("deny", "mark"), Habit::said)),

  SETS_HEADER(
      "the upstream's headers, when a filter sets one more of the response",
      gateway -> told(gateway.response("mark"), Habit::lost)),

  LOOKS(
      "the upstream's headers, when a filter only looks at the response",
      gateway -> told(gateway.response("look"), Habit::lost)),

  REPEATED(
      "what a filter sees of a request's `x-list: a` and `x-list: b`",
      gateway -> told(forwarded(gateway, "repeated"), Habit::seen)),

  BODY(
      "a filter that replaces the request's body",
      gateway -> told(forwarded(gateway, "new-body"), Habit::body));

  /** Less than this is not waiting. */
  private static final double AT_ONCE = 0.5;

  private final String what;

  @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything
  private final Function<Gateway, String> look;

  Habit(String what, Function<Gateway, String> look) {
    this.what = what;
    this.look = look;
  }

  /** What the runner is faced with. */
  String what() {
    return what;
  }

  /** Says what becomes of it with the runner behind a gateway. */
  String at(Gateway gateway) {
    return look.apply(gateway);
  }

  private static <T> String told(Optional<T> outcome, Function<T, String> words) {
    return outcome
        .map(words)
        .orElse("no answer for " + Gateway.PATIENCE.toSeconds() + " s, when it was given up");
  }

  private static String said(RequestEffect outcome) {
    return outcome instanceof Stopped stopped
        ? "the client gets " + stopped.response().status()
        : "the request goes on to the upstream";
  }

  private static String withBody(GatewayResponse response) {
    boolean kept = response.body().equals(Gateway.RESPONSE.body());
    return "the client gets %d with %s"
        .formatted(response.status(), kept ? "the upstream's body" : "nothing of the upstream's");
  }

  private static String afterHowLong(Gateway gateway) {
    long begin = System.nanoTime();
    return told(
        gateway.request("hang"),
        outcome ->
            String.format(
                Locale.ROOT,
                "%s after %.0f s, its deadline here",
                said(outcome),
                secondsSince(begin)));
  }

  /** The longest that a call takes while filters of other calls wait. */
  private static String besideOthers(Gateway gateway) {
    int threads = 2 * Runtime.getRuntime().availableProcessors();
    double longest = 0;
    ExecutorService clients = Executors.newFixedThreadPool(threads);
    try {
      CompletableFuture<?>[] waiting =
          Stream.generate(
                  () -> CompletableFuture.runAsync(() -> gateway.request("wait-1-s"), clients))
              .limit(threads)
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture<Void> all = CompletableFuture.allOf(waiting);
      while (!all.isDone()) {
        long begin = System.nanoTime();
        if (forwarded(gateway, "look").isEmpty()) {
          return "is not let through";
        }
        longest = Math.max(longest, secondsSince(begin));
      }
    } finally {
      clients.shutdown();
    }
    return longest < AT_ONCE ? "is answered at once" : "waits until they are done";
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private static String lost(GatewayResponse response) {
    List<TextEntry> expected = Gateway.RESPONSE.headers();
    String lost =
        expected.stream()
            .filter(header -> !response.headers().contains(header))
            .map(header -> "`" + header.name() + "`")
            .distinct()
            .collect(Collectors.joining(", "));
    return lost.isEmpty() ? "are kept" : "lost: " + lost;
  }

  private static Optional<Forwarded> forwarded(Gateway gateway, String filter) {
    return gateway.request(filter).filter(Forwarded.class::isInstance).map(Forwarded.class::cast);
  }

  private static String seen(Forwarded forwarded) {
    return forwarded.request().headers().stream()
        .filter(header -> header.name().string().equals("x-seen"))
        .flatMap(header -> header.value().stream())
        .map(value -> value.string())
        .collect(Collectors.joining());
  }

  private static String body(Forwarded forwarded) {
    return "the upstream gets “%s”"
        .formatted(new String(forwarded.request().body().toByteArray(), UTF_8));
  }
}
