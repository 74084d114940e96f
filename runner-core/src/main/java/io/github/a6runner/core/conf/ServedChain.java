/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.count.Holders;
import io.github.a6runner.core.plugin.FilterSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A chain that calls can use, and the filters that it was made from. Counted: its conf holds it
 * until it is replaced, and every call that uses it; when the last lets go, its leases are let go
 * of. Thread-safe.
 */
public final class ServedChain {
  private final Chain chain;
  private final FilterSet madeFrom;
  private final List<Lease> leases;
  private final Executor closer;
  private final Holders holders = new Holders();

  /**
   * Makes a chain of leases that are held for it.
   *
   * @param leases one for each entry of the conf
   * @param madeFrom the filters that were current
   * @param closer where configuration objects are closed
   */
  ServedChain(List<Lease> leases, FilterSet madeFrom, Executor closer) {
    this.chain = new Chain(leases.stream().map(Lease::link).toList());
    this.leases = List.copyOf(leases);
    this.madeFrom = madeFrom;
    this.closer = closer;
  }

  /**
   * The filters.
   *
   * @return the chain, to be used while it is held
   */
  public Chain chain() {
    return chain;
  }

  FilterSet madeFrom() {
    return madeFrom;
  }

  List<Lease> leases() {
    return leases;
  }

  /** Holds it for a call; false if it has been replaced and let go of. */
  boolean hold() {
    return holders.hold();
  }

  /** Lets go; the last one has it closed. */
  void release() {
    if (holders.release()) {
      closeLater();
    }
  }

  private void closeLater() {
    try {
      closer.execute(this::closeNow);
    } catch (RejectedExecutionException e) {
      closeNow(); // the runner is ending and its threads are gone
    }
  }

  private void closeNow() {
    leases.forEach(Lease::release);
  }
}
