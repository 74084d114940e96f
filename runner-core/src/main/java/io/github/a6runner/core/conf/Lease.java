/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.count.Holders;

/**
 * One entry of a conf with what has to be let go of when no chain has it any more: the filter's
 * configuration object and the filter's plugin. Counted, since a chain that is made again carries
 * over what has not changed. Thread-safe.
 */
final class Lease {
  private final Link link;
  private final Runnable letGo;
  private final Holders holders = new Holders();

  private Lease(Link link, Runnable letGo) {
    this.link = link;
    this.letGo = letGo;
  }

  /** A link that keeps nothing. */
  static Lease ofNothing(Link link) {
    return new Lease(link, () -> {});
  }

  /** A link whose filter's plugin is held for it, and let go of with it. */
  static Lease of(Link.Usable link, Runnable letGo) {
    return new Lease(link, letGo);
  }

  Link link() {
    return link;
  }

  /**
   * Holds it for one more chain.
   *
   * @throws IllegalStateException if all have let go of it, as they may have of what a chain had
   *     that is replaced
   */
  Lease hold() {
    if (!holders.hold()) {
      throw new IllegalStateException("lease: let go of (expected: held)");
    }
    return this;
  }

  /** Lets go; the last one closes the configuration object, on this thread. */
  void release() {
    if (!holders.release()) {
      return;
    }
    if (link instanceof Link.Usable usable) {
      Configurer.close(usable);
    }
    letGo.run();
  }
}
