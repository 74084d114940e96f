/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.filters;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;

/** Small filters that show what runners do; {@code ci/compare} has the same ones for others. */
public final class Habits {

  private Habits() {}

  /** Looks and goes on. */
  public static final class Look extends Named {

    /** Makes one. */
    public Look() {
      super("look");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      // It has seen the response.
    }
  }

  /** Needs a number for its configuration. */
  public static final class Strict implements Filter<Strict.Conf> {

    /**
     * The configuration.
     *
     * @param number any
     */
    public record Conf(int number) {}

    @Override
    public String name() {
      return "strict";
    }

    @Override
    public Conf configure(ConfSource source) {
      return source.as(Conf.class);
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return Decision.proceed();
    }
  }

  /** Sets a header, of the request or of the response. */
  public static final class Mark extends Named {

    /** Makes one. */
    public Mark() {
      super("mark");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      call.headers().set("x-mark", "yes");
      return Decision.proceed();
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      call.headers().set("x-mark", "yes");
    }
  }

  /** Answers with 403. */
  public static final class Deny extends Named {

    /** Makes one. */
    public Deny() {
      super("deny");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(403);
    }
  }

  /** Fails. */
  public static final class Throw extends Named {

    /** Makes one. */
    public Throw() {
      super("throw");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("as it is meant to");
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      throw new IllegalStateException("as it is meant to");
    }
  }

  private abstract static sealed class Waiting extends Named permits WaitOneSecond, Hang {
    private final long millis;

    Waiting(String name, long millis) {
      super(name);
      this.millis = millis;
    }

    @Override
    public final Decision onRequest(RequestCall call, String conf) throws InterruptedException {
      Thread.sleep(millis);
      return Decision.proceed();
    }
  }

  /** Waits for a second. */
  public static final class WaitOneSecond extends Waiting {

    /** Makes one. */
    public WaitOneSecond() {
      super("wait-1-s", 1_000);
    }
  }

  /** Waits for longer than anybody does. */
  public static final class Hang extends Waiting {

    /** Makes one. */
    public Hang() {
      super("hang", 60_000);
    }
  }

  /** Tells the upstream what it sees of a header that came twice. */
  public static final class Repeated extends Named {

    /** Makes one. */
    public Repeated() {
      super("repeated");
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      call.headers().set("x-seen", String.join(" and ", call.headers().all("x-list")));
      return Decision.proceed();
    }
  }

  /** Replaces the body of the request. */
  public static final class NewBody extends Named {

    /** Makes one. */
    public NewBody() {
      super("new-body");
    }

    @Override
    public Needs needs(Phase phase, String conf) {
      return phase == Phase.REQUEST ? Needs.body() : Needs.none();
    }

    @Override
    public Decision onRequest(RequestCall call, String conf) {
      call.replaceBody("new, and once " + call.body().text());
      return Decision.proceed();
    }
  }

  /** A name, and whatever configuration. */
  private abstract static class Named implements Filter<String> {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String configure(ConfSource source) {
      return source.text();
    }
  }
}
