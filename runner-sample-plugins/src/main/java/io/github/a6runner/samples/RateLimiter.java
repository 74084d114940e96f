/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Gives each client, told apart by a key, so many requests a second and answers the others with 429
 * and when to come again. A client that was quiet for long may send the requests of one second (but
 * at least one) at once. Requests without a key count as one client's.
 *
 * <p>The key is {@code remote_addr} (the default), {@code consumer_name} or a header, as in {@code
 * header:X-Api-Key}. The {@value #MOST_KEYS} keys that were used last are remembered.
 *
 * <p>{@code consumer_name} is for {@code ext-plugin-post-req}: in {@code ext-plugin-pre-req} nobody
 * is authenticated yet, and all requests count as one client's. So do those that have the header
 * more than once, or may have: whichever was taken, the upstream might take the other, and a client
 * could make one up for each request. (APISIX hands over 100 headers at most.)
 *
 * <pre>{@code {"requests_per_second": 5, "key": "consumer_name"}}</pre>
 */
public final class RateLimiter implements NonBlockingFilter<RateLimiter.Buckets> {
  static final int MOST_KEYS = 10_000;
  private static final String HEADER = "header:";

  /**
   * The configuration.
   *
   * @param rate how many requests a key has each second
   * @param key what tells clients apart
   */
  public record Conf(
      @Field("requests_per_second") @Min(value = 0, exclusive = true) double rate,
      @Default(Variables.REMOTE_ADDR) String key) {

    /**
     * Refuses keys that are none.
     *
     * @param rate how many requests a key has each second
     * @param key what tells clients apart
     */
    public Conf {
      if (key.startsWith(HEADER)) {
        Header.checkName(key.substring(HEADER.length()));
      } else if (!key.equals(Variables.REMOTE_ADDR) && !key.equals(Variables.CONSUMER_NAME)) {
        throw new InvalidConfException(
            "$.key: unknown (expected: remote_addr, consumer_name or header:NAME)");
      }
    }

    private Optional<String> header() {
      return Optional.of(key)
          .filter(k -> k.startsWith(HEADER))
          .map(k -> k.substring(HEADER.length()));
    }

    private String keyOf(RequestCall call) {
      return header().map(name -> only(name, call)).orElseGet(() -> call.variable(key)).orElse("");
    }

    private static Optional<String> only(String header, RequestCall call) {
      List<String> values = call.headers().all(header);
      boolean sure = values.size() == 1 && !HeaderLimit.isReached(call);
      return sure ? Optional.of(values.get(0)) : Optional.empty();
    }
  }

  private final LongSupplier nanoTime;

  /** Made by the runner. */
  public RateLimiter() {
    this(System::nanoTime);
  }

  RateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public String name() {
    return "RateLimiter";
  }

  @Override
  public Buckets configure(ConfSource source) {
    return new Buckets(source.as(Conf.class));
  }

  @Override
  public Needs needs(Phase phase, Buckets buckets) {
    Conf conf = buckets.conf;
    return conf.header().isPresent() ? Needs.none() : Needs.variables(conf.key());
  }

  @Override
  public Decision onRequest(RequestCall call, Buckets buckets) {
    double wait = buckets.take(buckets.conf.keyOf(call), nanoTime.getAsLong());
    return wait <= 0
        ? Decision.proceed()
        : Decision.stop(429).header("Retry-After", Long.toString((long) Math.ceil(wait)));
  }

  /** The requests that each key still has. Safe for many threads. */
  static final class Buckets {
    private final Conf conf;
    private final Map<UUID, Bucket> byKey = new LinkedHashMap<>(16, 0.75f, true);

    Buckets(Conf conf) {
      this.conf = conf;
    }

    /** Takes a request from a key's bucket; gives 0, or the seconds until there is one again. */
    synchronized double take(String key, long now) {
      double full = Math.max(1, conf.rate());
      // A digest has the same size for every key, however long a header a client makes up.
      UUID digest = UUID.nameUUIDFromBytes(key.getBytes(UTF_8));
      Bucket before = byKey.getOrDefault(digest, new Bucket(full, now));
      double filled = Math.min(full, before.tokens() + (now - before.time()) * conf.rate() / 1e9);
      byKey.put(digest, new Bucket(filled < 1 ? filled : filled - 1, now));
      if (byKey.size() > MOST_KEYS) {
        byKey.remove(byKey.keySet().iterator().next());
      }
      return filled < 1 ? (1 - filled) / conf.rate() : 0;
    }

    synchronized int size() {
      return byKey.size();
    }

    /** The requests left at a time. */
    private record Bucket(double tokens, long time) {}
  }
}
