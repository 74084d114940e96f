/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Body;
import io.github.a6runner.api.Call;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Header;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The filters of a plugin that see to it that all they are told is of one call, and put marks of it
 * where the reply shows them. Each is one form of filter.
 */
public final class OwnFilters {
  /** The resource that says which of several plugins it is. */
  static final String VERSION = "version";

  private OwnFilters() {}

  /** The header in which a filter says what it has seen. */
  static String header(String filter) {
    return "X-" + filter;
  }

  /** What a filter says of a call. */
  static String note(int version, String conf, String marks) {
    return version + " " + OwnData.mark(OwnData.owner(conf), conf) + " " + marks;
  }

  /** A configuration that is of no use once it is closed. */
  public static final class Conf implements AutoCloseable {
    private final String text;
    private volatile boolean closed;

    private Conf(String text) {
      this.text = text;
    }

    private String text() {
      if (closed) {
        throw new IllegalStateException(text + ": used after its end");
      }
      return text;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** What all of them have in common. */
  private abstract static class Own implements Filter<Conf> {
    private final String name;
    private final int version;

    private Own(String name) {
      this.name = name;
      try (InputStream in = requireNonNull(getClass().getResourceAsStream("/" + VERSION))) {
        this.version = Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Conf configure(ConfSource source) {
      return new Conf(source.text());
    }

    final Decision see(Call call, Conf conf, String value, Body body) {
      List<String> texts = new ArrayList<>(List.of(value));
      List<Header> headers;
      if (call instanceof RequestCall request) {
        texts.add(request.path().substring(1));
        request.args().asList().stream().map(QueryArg::value).forEach(v -> v.ifPresent(texts::add));
        headers = request.headers().asList();
      } else {
        headers = ((ResponseCall) call).headers().asList();
      }
      headers.stream()
          .filter(header -> !header.name().startsWith(header("")))
          .forEach(header -> texts.add(header.value()));
      String marks = OwnData.marks(call.id(), texts, body.toByteArray());
      return tell(call, note(version, conf.text(), marks), body);
    }

    private Decision tell(Call call, String note, Body body) {
      if (call instanceof RequestCall request && stops(request)) {
        return Decision.stop(OwnCall.STOPPED_STATUS).header(header(name), note).body(body);
      }
      if (!body.isEmpty()) {
        call.replaceBody(body); // an empty one would be refused
      }
      if (call instanceof RequestCall request) {
        request.headers().set(header(name), note);
      } else {
        ((ResponseCall) call).headers().set(header(name), note);
      }
      return Decision.proceed();
    }

    private boolean stops(RequestCall call) {
      return name.equals("async") && call.args().contains("stop");
    }
  }

  /** One that waits for what it asks. */
  public static final class Blocking extends Own {
    /** Made by the runner. */
    public Blocking() {
      super("blocking");
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return see(call, conf, call.variable("one").orElseThrow(), call.body());
    }

    @Override
    public void onResponse(ResponseCall call, Conf conf) {
      var unused = see(call, conf, call.variable("one").orElseThrow(), call.body());
    }
  }

  /** One that is run when all that it needs is there. */
  public static final class Quick extends Own implements NonBlockingFilter<Conf> {
    /** Made by the runner. */
    public Quick() {
      super("quick");
    }

    @Override
    public Needs needs(Phase phase, Conf conf) {
      return Needs.variables("two").and(Needs.body());
    }

    @Override
    public Decision onRequest(RequestCall call, Conf conf) {
      return see(call, conf, call.variable("two").orElseThrow(), call.body());
    }

    @Override
    public void onResponse(ResponseCall call, Conf conf) {
      var unused = see(call, conf, call.variable("two").orElseThrow(), call.body());
    }
  }

  /** One that goes on when what it asks is there. */
  public static final class Async extends Own implements AsyncFilter<Conf> {
    /** Made by the runner. */
    public Async() {
      super("async");
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, Conf conf) {
      return seeLater(call, conf);
    }

    @Override
    public CompletionStage<?> onResponseAsync(ResponseCall call, Conf conf) {
      return seeLater(call, conf);
    }

    /** Also asks for something that nobody waits for, so that its answer comes after the reply. */
    private CompletionStage<Decision> seeLater(Call call, Conf conf) {
      CompletionStage<Optional<String>> value = call.variableAsync("three");
      CompletionStage<Body> body = call.bodyAsync();
      var unused = call.variableAsync("aside");
      return value.thenCombine(body, (text, bytes) -> see(call, conf, text.orElseThrow(), bytes));
    }
  }
}
