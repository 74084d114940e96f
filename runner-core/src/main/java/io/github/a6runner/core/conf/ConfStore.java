/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.a6runner.core.log.SparseLog;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The confs that APISIX has prepared, by token. Thread-safe: preparing is done by one thread at a
 * time, looking up takes no lock.
 *
 * <p>A token must never mean another conf, not even one that another process gave; confs that are
 * too large to be kept, and whose calls are denied, may share one. Tokens are counted from a start
 * that is drawn anew for each store, so one from before a restart is unknown here but for a chance
 * of the number of live confs in 2^32.
 */
public final class ConfStore implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(ConfStore.class);

  /** A conf must outlive APISIX's token, which is renewed there at other moments than here. */
  public static final double LONGER_THAN_APISIX = 1.2;

  /** What is made for an entry besides its text; what the filter makes of it is the filter's. */
  public static final long BYTES_OF_A_FILTER = 1024;

  private static final long TOKEN_MASK = 0xFFFF_FFFFL;

  private final Cache<Long, Entry> byToken;
  private final ConcurrentMap<Identity, Long> tokens = new ConcurrentHashMap<>();
  private final Configurer configurer;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final SparseLog log;
  private long dropped; // guarded by this
  private long made; // guarded by this
  private long known; // guarded by this
  private long lastToken; // guarded by this

  /** What makes two PREPARE_CONF messages the same. */
  private interface Identity {}

  private record Kept(String key, List<TextEntry> entries) implements Identity {}

  /** Nothing of it is kept, but for what the log says of its calls. */
  private record TooLarge(Optional<String> route, long weight) implements Identity {}

  private record Entry(@Nullable Identity identity, RouteConf conf, long bytes) {}

  /**
   * How much of confs may be kept, and for how long.
   *
   * @param expireTime how long APISIX keeps a token
   * @param maxBytes the most that confs may weigh together
   */
  public record Bounds(Duration expireTime, long maxBytes) {}

  /**
   * Makes an empty store.
   *
   * @param configurer makes chains of confs; its clock is the store's, too
   * @param bounds how much to keep, and for how long
   * @param firstToken where to count from, drawn at random; its lower 32 bits count
   */
  public ConfStore(Configurer configurer, Bounds bounds, long firstToken) {
    this.configurer = configurer;
    this.maxBytes = bounds.maxBytes();
    this.log = configurer.log();
    this.lastToken = firstToken;
    this.byToken =
        Caffeine.newBuilder()
            .expireAfterAccess(
                Duration.ofMillis((long) (bounds.expireTime().toMillis() * LONGER_THAN_APISIX)))
            .ticker(configurer::now)
            .executor(Runnable::run)
            .<Long, Entry>removalListener((token, entry, cause) -> removed(token, entry))
            .build();
  }

  /**
   * Gives the token of a conf: the one that it has, or a new one, for which the chain then begins
   * to be made. Never blocks on a filter.
   *
   * @param message the conf
   * @return its token, from 1 to 2^32 - 1
   */
  public synchronized long prepare(PrepareConf message) {
    long weight = weight(message);
    Identity identity = identity(message, weight);
    Long token = identity == null ? null : tokens.get(identity);
    if (token != null) {
      Entry entry = byToken.getIfPresent(token);
      if (entry != null) {
        entry.conf().preparedAgain();
        known++;
        return token;
      }
    }
    made++;
    if (identity instanceof TooLarge tooLarge) {
      return refuse(tooLarge);
    }
    RouteConf conf = new RouteConf(message.key(), message.conf(), configurer);
    long given = add(identity, conf, weight);
    conf.make();
    return given;
  }

  /** A gateway too old to send keys has no way to say that two routes are not the same. */
  private @Nullable Identity identity(PrepareConf message, long weight) {
    return weight > maxBytes
        ? new TooLarge(message.key().flatMap(RouteId::ofKey), weight)
        : message.key().map(key -> new Kept(key, message.conf())).orElse(null);
  }

  /** Texts are kept as the bytes they came as, and as strings from when filters look at them. */
  private static long weight(PrepareConf message) {
    return 2 * message.size() + BYTES_OF_A_FILTER * Math.max(1, message.conf().size());
  }

  /**
   * Finds the conf of a token and holds it for a call.
   *
   * @param token a token
   * @return the conf, to be released; empty if there is none
   */
  public Optional<HeldConf> find(long token) {
    Entry entry = byToken.getIfPresent(token);
    return entry != null && entry.conf().hold()
        ? Optional.of(new HeldConf(entry.conf()))
        : Optional.empty();
  }

  /** Has all confs follow a change of the filters, one after another, on a thread of its own. */
  public void refresh() {
    try {
      configurer.executor().execute(() -> byToken.asMap().values().forEach(each -> refresh(each)));
    } catch (RejectedExecutionException e) {
      logger.debug("confs: not made again, the runner is ending", e);
    }
  }

  private static void refresh(Entry entry) {
    entry.conf().refresh();
  }

  /**
   * How many confs were prepared so far and were new.
   *
   * @return since the start
   */
  public synchronized long made() {
    return made;
  }

  /**
   * How many confs were prepared so far and were known.
   *
   * @return since the start
   */
  public synchronized long known() {
    return known;
  }

  /**
   * How many confs had to go so far.
   *
   * @return since the start
   */
  public synchronized long dropped() {
    return dropped;
  }

  /**
   * How many confs are kept.
   *
   * @return at this moment
   */
  public long size() {
    byToken.cleanUp();
    return byToken.estimatedSize();
  }

  /** How many confs can be found by what they are; for tests, which look for what is left. */
  int identities() {
    return tokens.size();
  }

  /**
   * What the confs that are kept weigh.
   *
   * @return at this moment, in bytes
   */
  public long bytes() {
    return bytes.get();
  }

  /** Forgets all confs; those in use are closed after their last call. */
  @Override
  public void close() {
    byToken.invalidateAll();
    byToken.cleanUp();
  }

  /**
   * Gives a token whose calls are denied, and keeps nothing of the conf. An error instead of a
   * token would let the bodies of responses through, and to keep it alone would drop all others for
   * it.
   */
  private long refuse(TooLarge refused) {
    String why =
        "%d bytes with all that is kept for it (expected: at most the %d of max-conf-bytes)"
            .formatted(refused.weight(), maxBytes);
    String route = refused.route().map(id -> " of route " + id).orElse("");
    log.say(
        Level.ERROR,
        "conf too large",
        () -> "conf%s: %s; its calls are denied".formatted(route, why));
    RouteConf conf = RouteConf.refused(refused.route(), why, configurer);
    return add(refused, conf, BYTES_OF_A_FILTER);
  }

  private long add(@Nullable Identity identity, RouteConf conf, long weight) {
    makeRoom(weight);
    long token = nextToken();
    Entry entry = new Entry(identity, conf, weight);
    boolean added = false;
    try {
      bytes.addAndGet(weight);
      if (identity != null) {
        tokens.put(identity, token); // first, since who removes the entry removes it, too
      }
      byToken.put(token, entry);
      added = true;
    } finally {
      if (!added && byToken.asMap().remove(token) == null) {
        removed(token, entry);
      }
    }
    return token;
  }

  /** The one that was longest not used goes; a cache's own policy might refuse the new one. */
  private void makeRoom(long weight) {
    while (size() > 0 && bytes.get() > maxBytes - weight) {
      byToken.policy().expireAfterAccess().orElseThrow().oldest(1).keySet().forEach(this::drop);
    }
  }

  private void drop(Long token) {
    byToken.invalidate(token);
    dropped++;
    log.say(
        Level.WARN,
        "confs dropped",
        () ->
            ("confs: %d dropped so far to stay within max-conf-bytes (expected: room for all routes"
                    + " with plugins; APISIX prepares all again for each one dropped)")
                .formatted(dropped));
  }

  private long nextToken() {
    lastToken = nextToken(lastToken, byToken.asMap()::containsKey);
    return lastToken;
  }

  /** Counts on, past 0, which stands for no token, and past tokens in use. */
  static long nextToken(long last, Predicate<Long> inUse) {
    long token = last;
    do {
      token = (token + 1) & TOKEN_MASK;
    } while (token == 0 || inUse.test(token));
    return token;
  }

  private void removed(@Nullable Long token, @Nullable Entry entry) {
    if (token == null || entry == null) {
      return;
    }
    if (entry.identity() != null) {
      tokens.remove(entry.identity(), token); // no lock: the cache may hold its own here
    }
    bytes.addAndGet(-entry.bytes());
    entry.conf().release();
  }
}
