/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.AsyncFilter;
import io.github.a6runner.api.Body;
import io.github.a6runner.api.Call;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.core.ModelCall.Ask;
import io.github.a6runner.core.ModelCall.End;
import io.github.a6runner.core.ModelCall.Result;
import io.github.a6runner.core.ModelCall.Script;
import io.github.a6runner.core.plugin.MadePlugin;
import io.github.a6runner.protocol.ExtraInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiPredicate;

/** The filters of the model, which do what the call at hand says. */
public final class ModelFilters {

  /** What the needy filter always wants. */
  static final ExtraInfo NEEDED = new ExtraInfo.Variable("needed");

  /** The filters that may be skipped. */
  static final Set<String> SKIPPED = Set.of("brief", "needy");

  private static final ExtraInfo ONE = new ExtraInfo.Variable("one");
  private static final ExtraInfo OTHER = new ExtraInfo.Variable("other");

  private final Map<Long, ModelCall> calls = new ConcurrentHashMap<>();
  private final Map<Long, Integer> loadedBefore = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final List<ModelConf> confs = Collections.synchronizedList(new ArrayList<>());
  private final List<Plugin> plugins = new ArrayList<>();
  private final Map<Boolean, Plugin> inService = new HashMap<>();
  private final List<Runnable> stages = new ArrayList<>();
  private final BiPredicate<Long, ExtraInfo> isAnswered;

  /** Makes filters; whether a question is answered says the run of the model. */
  public ModelFilters(BiPredicate<Long, ExtraInfo> isAnswered) {
    this.isAnswered = isAnswered;
  }

  /** What has gone wrong inside of filters, where nobody would see it. */
  public Queue<String> wrong() {
    return wrong;
  }

  public List<ModelConf> confs() {
    return confs;
  }

  public List<Plugin> plugins() {
    return plugins;
  }

  void add(ModelCall call) {
    calls.put(call.id(), call);
    loadedBefore.put(call.id(), plugins.size());
  }

  /** Has one of the asynchronous filters that have been slow decide; false if there is none. */
  boolean complete(int which) {
    if (stages.isEmpty()) {
      return false;
    }
    stages.remove(which % stages.size()).run();
    return true;
  }

  /** A plugin as it is loaded at one moment. */
  public static final class Plugin implements AutoCloseable {
    private final Queue<String> wrong;
    private volatile int replacedAt = Integer.MAX_VALUE;
    private volatile boolean closed;

    private Plugin(Queue<String> wrong) {
      this.wrong = wrong;
    }

    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      if (closed) {
        wrong.add("a plugin: closed again");
      }
      closed = true;
    }
  }

  /** Loads a plugin anew, in the place of the one before it. */
  public MadePlugin load(boolean first) {
    Plugin plugin = new Plugin(wrong);
    plugins.add(plugin);
    Plugin before = inService.put(first, plugin);
    if (before != null) {
      before.replacedAt = plugins.size();
    }
    List<Filter<?>> filters =
        first
            ? List.of(
                new Blocking("blocking", plugin),
                new Waiting("async", plugin),
                new Quick("quick", plugin))
            : List.of(
                new Blocking("brief", plugin),
                new Needy("needy", plugin),
                new Blocking("refusing", plugin));
    return new MadePlugin(filters, plugin);
  }

  /** What all of them have in common. */
  private abstract class Scripted implements Filter<ModelConf> {
    private final String name;
    private final Plugin plugin;

    private Scripted(String name, Plugin plugin) {
      this.name = name;
      this.plugin = plugin;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ModelConf configure(ConfSource source) throws InvalidConfException {
      if (name.equals("refusing")) {
        throw new InvalidConfException("refused, as it is to be");
      }
      ModelConf conf = new ModelConf(source.text(), plugin, wrong);
      confs.add(conf);
      if (confs.size() % 4 == 0) {
        ModelThreads.pause();
      }
      return conf;
    }

    /** Begins; what is wrong with that is noted. */
    final ModelCall enter(Call call, ModelConf conf) {
      ModelCall model = requireNonNull(calls.get(call.id()), "call");
      try {
        model.enter(name, conf.text());
        assertThat(plugin.replacedAt)
            .as("%s is of a plugin that is in service", name)
            .isGreaterThan(loadedBefore.getOrDefault(call.id(), 0));
      } catch (AssertionError e) {
        wrong.add(model + ": " + e.getMessage());
      }
      return model;
    }

    final Decision end(Call call, ModelCall model, ModelConf conf, String value) {
      Script script = model.script(name);
      String tag = call.id() + "/" + conf.text() + "/" + value;
      if (script.end() == End.THROW) {
        mark(call, "to be undone");
        throw new IllegalStateException("as it is to be");
      }
      if (script.end() == End.STOP) {
        model.ended(name, Result.STOPPED, tag);
        return Decision.stop(ModelCall.STOPPED_STATUS).body(tag);
      }
      mark(call, tag);
      model.ended(name, Result.PROCEEDED, tag);
      return Decision.proceed();
    }

    private void mark(Call call, String tag) {
      if (call instanceof RequestCall request) {
        request.headers().set(ModelCall.mark(name), tag);
      } else {
        ((ResponseCall) call).headers().set(ModelCall.mark(name), tag);
      }
    }

    /** Decides on a thread that may not be another's meanwhile. */
    final Decision decide(ModelCall model, ModelConf conf, Callable<Decision> work)
        throws Exception {
      conf.enter();
      try {
        return work.call();
      } catch (Throwable e) {
        model.ended(name, Result.FAILED, "none");
        throw e;
      } finally {
        conf.leave();
      }
    }

    final void askWithoutWaiting(Call call, ModelCall model) {
      model.wants(ONE);
      var unused = call.variableAsync("one");
      model.wants(OTHER);
      unused = call.variableAsync("other");
    }

    final Script script(ModelCall model) {
      return model.script(name);
    }

    final String checked(ModelCall model, ExtraInfo info, String value) {
      if (!value.isEmpty() && !value.startsWith(model.valueOf(info))) {
        wrong.add("call " + model.id() + ": was told " + value);
      }
      return value;
    }
  }

  /** A filter that decides in one go. */
  private class Blocking extends Scripted {
    private Blocking(String name, Plugin plugin) {
      super(name, plugin);
    }

    @Override
    public Decision onRequest(RequestCall call, ModelConf conf) throws Exception {
      ModelCall model = enter(call, conf);
      return decide(model, conf, () -> decideNow(call, model, conf));
    }

    @Override
    public void onResponse(ResponseCall call, ModelConf conf) throws Exception {
      ModelCall model = enter(call, conf);
      var unused = decide(model, conf, () -> decideNow(call, model, conf));
    }

    private Decision decideNow(Call call, ModelCall model, ModelConf conf) {
      Script script = script(model);
      String value = ask(call, model, script.ask());
      if (script.pauses()) {
        ModelThreads.pause();
      }
      return end(call, model, conf, value);
    }

    private String ask(Call call, ModelCall model, Ask ask) {
      return switch (ask) {
        case NOTHING -> "";
        case ONE -> await(call, model, ONE);
        case OTHER -> await(call, model, OTHER);
        case BODY -> await(call, model, body(model));
        case WITHOUT_WAITING -> {
          askWithoutWaiting(call, model);
          yield "";
        }
      };
    }

    private String await(Call call, ModelCall model, ExtraInfo info) {
      if (mayWait()) {
        model.wants(info);
        ModelThreads.asks(() -> isAnswered.test(model.id(), info));
      }
      try {
        String value =
            info instanceof ExtraInfo.Variable variable
                ? call.variable(variable.name()).orElse("")
                : call.body().text();
        return checked(model, info, value);
      } finally {
        ModelThreads.asked();
      }
    }

    boolean mayWait() {
      return true;
    }
  }

  private static ExtraInfo body(ModelCall model) {
    return model.isResponse() ? new ExtraInfo.ResponseBody() : new ExtraInfo.RequestBody();
  }

  /** A filter that decides on the connection's thread. */
  private class Quick extends Blocking implements NonBlockingFilter<ModelConf> {
    private Quick(String name, Plugin plugin) {
      super(name, plugin);
    }

    @Override
    boolean mayWait() {
      return false;
    }
  }

  /** A filter that wants a variable whatever happens. */
  private final class Needy extends Quick {
    private Needy(String name, Plugin plugin) {
      super(name, plugin);
    }

    @Override
    public Needs needs(Phase phase, ModelConf conf) {
      return Needs.variables("needed");
    }
  }

  /** A filter that decides when it is told to. */
  private final class Waiting extends Scripted implements AsyncFilter<ModelConf> {
    private Waiting(String name, Plugin plugin) {
      super(name, plugin);
    }

    @Override
    public CompletionStage<Decision> onRequestAsync(RequestCall call, ModelConf conf) {
      return begin(call, conf);
    }

    @Override
    public CompletionStage<?> onResponseAsync(ResponseCall call, ModelConf conf) {
      return begin(call, conf);
    }

    private CompletionStage<Decision> begin(Call call, ModelConf conf) {
      ModelCall model = enter(call, conf);
      conf.enter();
      try {
        return ask(call, model)
            .thenCompose(value -> endLater(call, model, conf, value))
            .whenComplete((decision, failure) -> failed(model, failure));
      } finally {
        conf.leave();
      }
    }

    private void failed(ModelCall model, Throwable failure) {
      if (failure != null) {
        model.ended(name(), Result.FAILED, "none");
      }
    }

    private CompletionStage<String> ask(Call call, ModelCall model) {
      return switch (script(model).ask()) {
        case NOTHING -> CompletableFuture.completedStage("");
        case ONE -> follow(call, model, ONE);
        case OTHER -> follow(call, model, OTHER);
        case BODY -> followBody(call, model, model.wants(body(model)));
        case WITHOUT_WAITING -> {
          askWithoutWaiting(call, model);
          yield CompletableFuture.completedStage("");
        }
      };
    }

    private CompletionStage<String> followBody(Call call, ModelCall model, ExtraInfo body) {
      return call.bodyAsync().thenApply(Body::text).thenApply(text -> checked(model, body, text));
    }

    private CompletionStage<String> follow(Call call, ModelCall model, ExtraInfo info) {
      model.wants(info);
      return call.variableAsync(((ExtraInfo.Variable) info).name())
          .thenApply(value -> checked(model, info, value.orElse("")));
    }

    private CompletionStage<Decision> endLater(
        Call call, ModelCall model, ModelConf conf, String value) {
      CompletableFuture<String> later = new CompletableFuture<>();
      if (script(model).pauses()) {
        stages.add(() -> later.complete(value));
      } else {
        later.complete(value);
      }
      return later.thenApply(told -> end(call, model, conf, told));
    }
  }
}
