/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.count.Share;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a chain that is to be made, and the calls that wait for it. A call whose time is
 * over leaves nothing here, however long a filter hangs. Thread-safe.
 */
final class Making {
  private final CompletableFuture<ServedChain> result = new CompletableFuture<>();
  private final Share.Part waiting = new Share.Part();
  private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

  /** One that has failed before it began. */
  static Making failed(Throwable why) {
    Making failed = new Making();
    failed.fail(why);
    return failed;
  }

  /**
   * Has a call wait.
   *
   * @param share the calls that may wait for confs, of which those of this one get theirs
   * @param then takes the chain, or why there is none, or that too many wait; on any thread, and at
   *     once if it is known
   * @return ends the wait, to be run when the call is over
   */
  Runnable await(Share share, BiConsumer<@Nullable ServedChain, @Nullable Throwable> then) {
    if (result.isDone()) {
      tell(then);
      return () -> {};
    }
    if (!share.tryTake(waiting)) {
      then.accept(null, tooMany());
      return () -> {};
    }
    Wait wait = new Wait(share, then);
    waits.add(wait);
    if (result.isDone()) {
      tellAll(); // whoever was done just now may not have seen this one
    }
    return wait::end;
  }

  void complete(ServedChain chain) {
    result.complete(chain);
    tellAll();
  }

  void fail(Throwable why) {
    result.completeExceptionally(why);
    tellAll();
  }

  private void tellAll() {
    for (Wait wait : waits) {
      if (wait.end()) {
        tell(wait.then);
      }
    }
  }

  private void tell(BiConsumer<@Nullable ServedChain, @Nullable Throwable> then) {
    var unused = result.whenComplete(then);
  }

  private ConfNotReadyException tooMany() {
    return new ConfNotReadyException(
        ("too many calls wait for confs, %d of them for this one (expected: that its filters"
                + " are configured)")
            .formatted(waiting.count()));
  }

  /** One call that waits. */
  private final class Wait {
    private final Share share;
    private final BiConsumer<@Nullable ServedChain, @Nullable Throwable> then;

    private Wait(Share share, BiConsumer<@Nullable ServedChain, @Nullable Throwable> then) {
      this.share = share;
      this.then = then;
    }

    /** False if it has ended already. */
    private boolean end() {
      boolean waited = waits.remove(this);
      if (waited) {
        share.give(waiting);
      }
      return waited;
    }
  }
}
