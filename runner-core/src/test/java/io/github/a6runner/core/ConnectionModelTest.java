/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.slf4j.LoggerFactory;

/**
 * Whatever happens in whatever order, each call gets the one reply that is its own. A longer run:
 * {@code -Dmodel.tries=100000}.
 */
class ConnectionModelTest {
  private static final Logger LOG =
      (Logger) LoggerFactory.getLogger(RunnerServer.class.getPackageName());

  private static final int TRIES = Integer.getInteger("model.tries", 800);
  private static final int MOST_STEPS = 150;

  private static long steps;
  private static long calls;
  private static long messages;

  @BeforeContainer
  static void keepQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterContainer
  static void tell() {
    LOG.setLevel(null);
    System.out.printf(
        "model: %d steps, %d calls, %d messages of the runner checked%n", steps, calls, messages);
    assertThat(calls).as("calls among %d steps", steps).isGreaterThan(steps / 20);
  }

  /** Takes the number of tries from the command line. */
  static final class Tries implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      context.attributes().setTries(TRIES);
      return property.execute();
    }
  }

  @Property
  @AddLifecycleHook(Tries.class)
  void anySteps_leadToOneReplyEachAndLeaveNothing(
      @ForAll("runs") List<ModelStep> run, @ForAll boolean finishes) {
    ModelRun model = new ModelRun();
    try {
      run.forEach(model::step);
      if (finishes) {
        model.finish();
      }
      model.close();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + model.transcript(), e);
    }
    steps += run.size();
    calls += model.calls();
    messages += model.messages();
  }

  @Provide
  Arbitrary<List<ModelStep>> runs() {
    Arbitrary<ModelStep.Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(14, ModelStep.Kind.REQUEST),
            Tuple.of(5, ModelStep.Kind.RESPONSE),
            Tuple.of(8, ModelStep.Kind.ANSWER),
            Tuple.of(10, ModelStep.Kind.WORK),
            Tuple.of(4, ModelStep.Kind.RESUME),
            Tuple.of(8, ModelStep.Kind.CONFIGURE),
            Tuple.of(4, ModelStep.Kind.COMPLETE),
            Tuple.of(2, ModelStep.Kind.PREPARE),
            Tuple.of(2, ModelStep.Kind.TIME),
            Tuple.of(1, ModelStep.Kind.CUT),
            Tuple.of(1, ModelStep.Kind.RELOAD),
            Tuple.of(1, ModelStep.Kind.WRONG),
            Tuple.of(2, ModelStep.Kind.DEAF),
            Tuple.of(2, ModelStep.Kind.HEAR),
            Tuple.of(1, ModelStep.Kind.LEAVE),
            Tuple.of(4, ModelStep.Kind.LARGE));
    Arbitrary<Integer> which =
        Arbitraries.integers().between(0, 14).withDistribution(RandomDistribution.uniform());
    Arbitrary<Integer> how =
        Arbitraries.integers()
            .between(0, 10 * (int) Math.pow(ModelCall.WAYS, 4))
            .withDistribution(RandomDistribution.uniform());
    return Combinators.combine(kinds, which, how, Arbitraries.of(true, false))
        .as(ModelStep::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST_STEPS)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
