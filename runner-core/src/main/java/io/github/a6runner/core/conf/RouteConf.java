/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.Holders;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One conf of APISIX: its entries and the chain that is made of them, once for each set of filters,
 * on a thread that may block. Counted: the store holds it once and every call that uses it once;
 * when the last lets go, so does it of its chain. Thread-safe.
 */
final class RouteConf {
  private static final String CLOSED = "conf: closed";

  private final Optional<String> route;
  private final Optional<String> refusal;
  private final Configurer configurer;
  private volatile List<TextEntry> entries; // let go of when closed: a task may hold this for long
  private volatile @Nullable ServedChain served;
  private @Nullable CompletableFuture<ServedChain> making; // guarded by this
  private final Holders holders = new Holders();
  private boolean closed; // guarded by this

  RouteConf(Optional<String> key, List<TextEntry> entries, Configurer configurer) {
    this(key.flatMap(RouteId::ofKey), entries, Optional.empty(), configurer);
  }

  private RouteConf(
      Optional<String> route,
      List<TextEntry> entries,
      Optional<String> refusal,
      Configurer configurer) {
    this.route = route;
    this.entries = entries;
    this.refusal = refusal;
    this.configurer = configurer;
  }

  /** One of which no chain is ever made, so all calls of it are denied. */
  static RouteConf refused(Optional<String> route, String why, Configurer configurer) {
    return new RouteConf(route, List.of(), Optional.of(why), configurer);
  }

  /** The id of its route, if APISIX tells. */
  Optional<String> route() {
    return route;
  }

  List<TextEntry> entries() {
    return entries;
  }

  /** The chain, if it is made of today's filters and none of them is due for another try. */
  Optional<ServedChain> ready() {
    ServedChain made = served;
    return made == null || isStale(made) || made.chain().wantsRetry(configurer.now())
        ? Optional.empty()
        : Optional.of(made);
  }

  /** Whether filters have been loaded or removed since a chain was made. */
  boolean isStale(ServedChain made) {
    return made.madeFrom() != configurer.filters();
  }

  /** Makes the chain, or what of it has failed or changed, unless that is under way. */
  synchronized CompletionStage<ServedChain> make() {
    CompletableFuture<ServedChain> current = making;
    if (current != null) {
      return current;
    }
    if (closed || refusal.isPresent()) {
      return CompletableFuture.failedStage(new IllegalStateException(refusal.orElse(CLOSED)));
    }
    CompletableFuture<ServedChain> started = new CompletableFuture<>();
    making = started;
    try {
      configurer.executor().execute(() -> makeNow(started));
    } catch (Throwable e) { // as refused: whoever wants the chain next tries once more
      making = null;
      started.completeExceptionally(e);
    }
    return started;
  }

  /** Makes the chain again on this thread if it is one of filters that are not today's. */
  void refresh() {
    CompletableFuture<ServedChain> started = new CompletableFuture<>();
    synchronized (this) {
      if (making != null || closed || refusal.isPresent() || ready().isPresent()) {
        return; // who makes it now looks at the end whether it is stale
      }
      making = started;
    }
    makeNow(started);
  }

  /** The gateway has prepared the conf again: what has failed gets another try at once. */
  void preparedAgain() {
    ServedChain made = served;
    if (made != null && made.chain().hasFailing()) {
      make();
    }
  }

  /** Holds this for a call; false if it is closed already. */
  boolean hold() {
    return holders.hold();
  }

  /** Lets go; the last one lets go of the chain, or whoever makes one at that moment. */
  void release() {
    if (holders.release()) {
      ServedChain last = close();
      if (last != null) {
        last.release();
      }
    }
  }

  private synchronized @Nullable ServedChain close() {
    closed = true;
    entries = List.of();
    return making == null ? served : null;
  }

  private void makeNow(CompletableFuture<ServedChain> result) {
    try {
      FilterSet filters = configurer.filters();
      made(
          new ServedChain(leases(entriesToMake(), filters), filters, configurer.executor()),
          result);
    } catch (Throwable e) {
      ServedChain left;
      synchronized (this) {
        making = null;
        left = closed ? served : null; // who left meanwhile has left it to this one
      }
      result.completeExceptionally(e);
      if (left != null) {
        left.release();
      }
    }
  }

  private void made(ServedChain chain, CompletableFuture<ServedChain> result) {
    ServedChain before;
    boolean unheld;
    synchronized (this) {
      before = served;
      served = chain;
      making = null;
      unheld = closed;
    }
    result.complete(chain);
    if (before != null) {
      before.release();
    }
    if (unheld) {
      chain.release();
    } else if (isStale(chain)) {
      make();
    }
  }

  /** An empty chain of one that was closed meanwhile would let calls pass. */
  private synchronized List<TextEntry> entriesToMake() {
    if (closed) {
      throw new IllegalStateException(CLOSED);
    }
    return entries;
  }

  private List<Lease> leases(List<TextEntry> entries, FilterSet filters) {
    ServedChain before = served;
    List<Lease> leases = new ArrayList<>(entries.size());
    try {
      for (int i = 0; i < entries.size(); i++) {
        leases.add(
            before != null && isUnchanged(entries.get(i), before.madeFrom(), filters)
                ? again(filters, entries.get(i), before.leases().get(i))
                : configurer.configure(filters, entries.get(i), 0));
      }
      return leases;
    } catch (Throwable e) {
      leases.forEach(Lease::release); // no chain has them
      throw e;
    }
  }

  /** Whether an entry's filter is the very same in two sets, or in neither. */
  private static boolean isUnchanged(TextEntry entry, FilterSet before, FilterSet now) {
    String name = entry.name().string();
    return before == now
        || before.find(name).map(LoadedFilter::filter).orElse(null)
            == now.find(name).map(LoadedFilter::filter).orElse(null);
  }

  private Lease again(FilterSet filters, TextEntry entry, Lease lease) {
    return lease.link() instanceof Link.Failing failing
        ? configurer.configure(filters, entry, failing.attempts())
        : lease.hold();
  }
}
