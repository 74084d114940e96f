/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A filter whose confs remember that they were made and closed. */
public final class CloseableConfs implements Filter<CloseableConfs.Conf> {

  private final List<String> made = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final Filters.OnRequest work;
  private volatile boolean filterClosed;

  CloseableConfs(Filters.OnRequest work) {
    this.work = work;
  }

  public CloseableConfs() {
    this((call, conf) -> Decision.proceed());
  }

  /** A conf that is to be closed. */
  final class Conf implements AutoCloseable {

    private final String text;

    private Conf(String text) {
      this.text = text;
    }

    @Override
    public void close() {
      closed.add(text);
    }
  }

  /** The texts of the confs that were made, in order. */
  public List<String> made() {
    return made;
  }

  /** The texts of the confs that were closed, in order; each is there as often as it was closed. */
  public BlockingQueue<String> closed() {
    return closed;
  }

  /** Whether the filter itself has been closed. */
  boolean isClosed() {
    return filterClosed;
  }

  @Override
  public void close() {
    filterClosed = true;
  }

  @Override
  public String name() {
    return "closeable";
  }

  @Override
  public Conf configure(ConfSource source) {
    made.add(source.text());
    return new Conf(source.text());
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) throws Exception {
    return work.decide(call, conf.text);
  }
}
