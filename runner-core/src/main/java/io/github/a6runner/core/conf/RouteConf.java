/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.count.Holders;
import io.github.a6runner.core.plugin.FilterSet;
import io.github.a6runner.core.plugin.LoadedFilter;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One conf of APISIX: its entries and the chain that is made of them, once for each set of filters,
 * on a thread that may block. Counted: the store holds it once and every call that uses it once;
 * when the last lets go, so does it of its chain. Thread-safe.
 */
final class RouteConf {
  private static final String CLOSED = "closed";
  private static final String SUPERSEDED = "superseded (expected: the filters of today)";

  private final Optional<String> route;
  private final Optional<String> refusal;
  private final Configurer configurer;
  private volatile List<TextEntry> entries; // let go of when closed: a task may hold this for long
  private volatile @Nullable ServedChain served;
  private volatile @Nullable Attempt attempt; // the one that counts; written under this's lock
  private final Holders holders = new Holders();
  private boolean closed; // guarded by this

  /** One try to make the chain. */
  private static final class Attempt {
    private final Making making;
    private @Nullable FilterSet filters; // guarded by the conf; none until a thread begins

    private Attempt(Making making) {
      this.making = making;
    }
  }

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

  /**
   * The chain, if it is made of today's filters and none of them is due for another try. While that
   * is under way it is the chain as it was: who hangs once more must not have all calls wait again.
   */
  Optional<ServedChain> ready() {
    ServedChain made = served;
    return made == null
            || isStale(made)
            || (made.chain().wantsRetry(configurer.now()) && attempt == null)
        ? Optional.empty()
        : Optional.of(made);
  }

  /** The chain as it was, for calls that come while it is made anew; empty if a filter differs. */
  Optional<ServedChain> meanwhile() {
    ServedChain made = served;
    return made == null || !isOfToday(made) ? Optional.empty() : Optional.of(made);
  }

  /** Whether none of a chain's own filters has been loaded, replaced or removed since. */
  boolean isOfToday(ServedChain made) {
    FilterSet before = made.madeFrom();
    FilterSet now = configurer.filters();
    return before == now
        || made.chain().links().stream()
            .allMatch(link -> isUnchanged(link.filterName(), before, now));
  }

  /** Whether any filter has; the chain is made again, or the old filters could be reached by it. */
  private boolean isStale(ServedChain made) {
    return made.madeFrom() != configurer.filters();
  }

  /** Makes the chain, or what of it has failed or changed, unless that is under way. */
  synchronized Making make() {
    Attempt current = attempt;
    if (current != null && !isOutdated(current)) {
      return current.making;
    }
    if (closed || refusal.isPresent()) {
      return Making.failed(new ConfNotReadyException(refusal.orElse(CLOSED)));
    }
    Attempt started = begin();
    try {
      configurer.executor().execute(() -> makeNow(started));
    } catch (Throwable e) { // as refused: whoever wants the chain next tries once more
      attempt = null;
      started.making.fail(e);
    }
    return started.making;
  }

  /** Makes the chain again on this thread if it is one of filters that are not today's. */
  void refresh() {
    Attempt started;
    synchronized (this) {
      Attempt current = attempt;
      if ((current != null && !isOutdated(current))
          || closed
          || refusal.isPresent()
          || ready().isPresent()) {
        return; // who makes it now looks at the end whether it is stale
      }
      started = begin();
    }
    makeNow(started);
  }

  /** A filter of it has been replaced. It may hang in that one for ever, so nobody waits on. */
  private boolean isOutdated(Attempt current) {
    FilterSet before = current.filters;
    FilterSet now = configurer.filters();
    return before != null
        && !entries.stream().allMatch(entry -> isUnchanged(entry.name().string(), before, now));
  }

  /** Supersedes the attempt under way, and takes over who waits for it. */
  private Attempt begin() {
    Attempt before = attempt;
    Attempt started = new Attempt(before == null ? new Making() : before.making);
    attempt = started;
    return started;
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
    return attempt == null ? served : null;
  }

  private void makeNow(Attempt mine) {
    try {
      FilterSet filters = configurer.filters();
      List<Lease> leases = leases(entriesToMake(mine, filters), filters, mine);
      made(new ServedChain(leases, filters, configurer.executor()), mine);
    } catch (Throwable e) {
      failed(e, mine);
    }
  }

  private void made(ServedChain chain, Attempt mine) {
    ServedChain before = null;
    boolean superseded;
    boolean unheld;
    synchronized (this) {
      superseded = attempt != mine;
      unheld = closed;
      if (!superseded) {
        before = served;
        served = chain;
        attempt = null;
      }
    }
    if (superseded) {
      chain.release();
      return;
    }
    mine.making.complete(chain);
    if (before != null) {
      before.release();
    }
    if (unheld) {
      chain.release();
    } else if (isStale(chain)) {
      make();
    }
  }

  private void failed(Throwable why, Attempt mine) {
    ServedChain left;
    synchronized (this) {
      if (attempt != mine) {
        return; // who wants to know is told by another
      }
      attempt = null;
      left = closed ? served : null; // who left meanwhile has left it to this one
    }
    mine.making.fail(why);
    if (left != null) {
      left.release();
    }
  }

  /** An empty chain of one that was closed meanwhile would let calls pass. */
  private synchronized List<TextEntry> entriesToMake(Attempt mine, FilterSet filters) {
    if (closed) {
      throw new ConfNotReadyException(CLOSED);
    }
    mine.filters = filters;
    return entries;
  }

  private List<Lease> leases(List<TextEntry> entries, FilterSet filters, Attempt mine) {
    ServedChain before = served;
    List<Lease> leases = new ArrayList<>(entries.size());
    try {
      for (int i = 0; i < entries.size(); i++) {
        if (attempt != mine) {
          throw new ConfNotReadyException(SUPERSEDED);
        }
        leases.add(
            before != null
                    && isUnchanged(entries.get(i).name().string(), before.madeFrom(), filters)
                ? again(filters, entries.get(i), before.leases().get(i))
                : configurer.configure(filters, entries.get(i), 0));
      }
      return leases;
    } catch (Throwable e) {
      leases.forEach(Lease::release); // no chain has them
      throw e;
    }
  }

  /** Whether the filter of a name is the very same in two sets, or in neither. */
  private static boolean isUnchanged(String name, FilterSet before, FilterSet now) {
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
