/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.conf;

import io.github.a6runner.core.count.Share;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conf that one call holds, and the chain of it that the call uses. For the connection's
 * thread, but for {@link #holdLonger} and {@link #release}.
 */
public final class HeldConf {
  private final RouteConf conf;
  private @Nullable ServedChain served;
  private @Nullable Runnable waiting;

  /**
   * Takes a conf that is held for the call.
   *
   * @param conf the conf
   */
  HeldConf(RouteConf conf) {
    this.conf = conf;
  }

  /**
   * The filters' names and configurations.
   *
   * @return as APISIX has sent them; immutable
   */
  public List<TextEntry> entries() {
    return conf.entries();
  }

  /**
   * What the conf says of its route.
   *
   * @return the id of the route, if it says something
   */
  public Optional<String> route() {
    return conf.route();
  }

  /**
   * Has the chain made, unless it is ready. Nobody waits for what has failed to be tried again, nor
   * for what only follows a change of other filters: that is for the calls after it.
   *
   * @param waits the calls that may wait for confs, of which this conf gets its share
   * @param loop where to go on when it has to be made
   * @param then takes the chain, or why there is none, such as that too many wait for it; at once
   *     if it is ready; whoever releases the conf before need not be told any more
   */
  public void whenReady(
      Share waits,
      Consumer<Runnable> loop,
      BiConsumer<@Nullable ServedChain, @Nullable Throwable> then) {
    Optional<ServedChain> ready = conf.ready();
    if (ready.isPresent()) {
      then.accept(ready.get(), null);
      return;
    }
    Making making = conf.make();
    Optional<ServedChain> meanwhile = conf.meanwhile();
    if (meanwhile.isPresent()) {
      then.accept(meanwhile.get(), null);
    } else {
      waiting =
          making.await(waits, (made, failure) -> loop.accept(() -> then.accept(made, failure)));
    }
  }

  /**
   * Takes a chain for the call.
   *
   * @param chain what {@link #whenReady} gave
   * @return false if it, or a filter of it, has been replaced
   */
  public boolean use(ServedChain chain) {
    if (!conf.isOfToday(chain) || !chain.hold()) {
      return false;
    }
    served = chain;
    return true;
  }

  /**
   * Holds the configuration objects for a filter that may use them longer than the call. For the
   * thread of a filter at work, too, from which the call has not been taken yet.
   *
   * @return lets go, to be run once
   */
  public Runnable holdLonger() {
    ServedChain used = served;
    return used != null && used.hold() ? used::release : () -> {};
  }

  /** Lets go of all; on any thread, once, when no filter uses them. */
  public void release() {
    Runnable noLonger = waiting;
    if (noLonger != null) {
      noLonger.run();
    }
    ServedChain used = served;
    if (used != null) {
      used.release();
    }
    conf.release();
  }
}
