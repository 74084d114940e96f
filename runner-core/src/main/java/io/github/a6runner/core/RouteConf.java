/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One conf of APISIX: its entries and the chain that is made of them, once, on a thread that may
 * block. Counted: the store holds it once and every call that uses it once; when the last lets go,
 * the filters' configuration objects are closed. Thread-safe.
 */
final class RouteConf {
  private final List<TextEntry> entries;
  private final Configurer configurer;
  private volatile @Nullable Chain chain;
  private @Nullable CompletableFuture<Chain> making; // guarded by this
  private int holders = 1; // guarded by this

  RouteConf(List<TextEntry> entries, Configurer configurer) {
    this.entries = entries;
    this.configurer = configurer;
  }

  List<TextEntry> entries() {
    return entries;
  }

  /** The chain, if it is made and none of its filters is due for another try. */
  Optional<Chain> ready() {
    Chain made = chain;
    return made == null || made.wantsRetry(configurer.now()) ? Optional.empty() : Optional.of(made);
  }

  /** Makes the chain, or what of it has failed, unless that is under way. */
  synchronized CompletionStage<Chain> make() {
    CompletableFuture<Chain> current = making;
    if (current != null) {
      return current;
    }
    if (holders == 0) {
      return CompletableFuture.failedStage(new IllegalStateException("conf: closed"));
    }
    Chain before = chain == null ? Chain.EMPTY : chain;
    CompletableFuture<Chain> started = new CompletableFuture<>();
    making = started;
    try {
      configurer.executor().execute(() -> makeNow(before, started));
    } catch (RejectedExecutionException e) {
      making = null;
      started.completeExceptionally(e);
    }
    return started;
  }

  /** The gateway has prepared the conf again: what has failed gets another try at once. */
  void preparedAgain() {
    Chain made = chain;
    if (made != null && made.hasFailing()) {
      make();
    }
  }

  /** Holds this for a call; false if it is closed already. */
  synchronized boolean hold() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  /** Lets go; the last one closes, or whoever makes the chain at that moment. */
  void release() {
    Chain last;
    synchronized (this) {
      last = --holders == 0 && making == null ? chain : null;
    }
    if (last != null) {
      closeLater(last);
    }
  }

  private void makeNow(Chain before, CompletableFuture<Chain> result) {
    try {
      made(links(before), result);
    } catch (Throwable e) {
      synchronized (this) {
        making = null;
      }
      result.completeExceptionally(e);
    }
  }

  private List<Link> links(Chain before) {
    List<Link> links = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      links.add(link(i, before));
    }
    return links;
  }

  private void made(List<Link> links, CompletableFuture<Chain> result) {
    Chain made = new Chain(links);
    boolean closed;
    synchronized (this) {
      chain = made;
      making = null;
      closed = holders == 0;
    }
    result.complete(made);
    if (closed) {
      closeNow(made);
    }
  }

  private Link link(int index, Chain before) {
    if (before.links().isEmpty()) {
      return configurer.configure(entries.get(index), 0);
    }
    Link link = before.links().get(index);
    return link instanceof Link.Failing failing
        ? configurer.configure(entries.get(index), failing.attempts())
        : link;
  }

  private void closeLater(Chain made) {
    try {
      configurer.executor().execute(() -> closeNow(made));
    } catch (RejectedExecutionException e) {
      closeNow(made); // the runner is ending and its threads are gone
    }
  }

  private void closeNow(Chain made) {
    for (Link link : made.links()) {
      if (link instanceof Link.Usable usable) {
        Configurer.close(usable);
      }
    }
  }
}
