/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.TextEntry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Runs filters as a gateway would have them run: a real runner listens on a socket in a folder of
 * its own, in this JVM, so that a debugger stops in the filter, and a peer plays Apache APISIX.
 *
 * <pre>{@code
 * try (FilterTester tester = FilterTester.of(new Say())) {
 *   RequestOutcome outcome = tester.request(r -> r.conf("{\"body\": \"hi\"}").path("/x"));
 *   assertThat(outcome).stops().hasStatus(200).hasBody("hi");
 * }
 * }</pre>
 *
 * <p>Calls may be made from several threads at once. Calls with the same configurations share the
 * objects that the filters made of them, as the calls of one route do. A filter that fails does not
 * throw here: the outcome says so, see {@link RequestOutcome#failure}.
 *
 * <p>Close the tester when it is no longer needed; that closes the filters and leaves nothing
 * behind. In a field, JUnit's {@code @AutoClose} does it.
 */
public final class FilterTester implements AutoCloseable {
  private final TestRunner runner;
  private final Traces traces;
  private final TestClock clock;
  private final List<String> names;
  private final ApisixPeer peer;

  /** One call, ready to be made. */
  private record Prepared<O>(CallTrace trace, Supplier<O> call) {}

  FilterTester(TestRunner runner, Traces traces, TestClock clock) {
    this.runner = runner;
    this.traces = traces;
    this.clock = clock;
    this.names = runner.filterNames();
    this.peer = new ApisixPeer(runner.socket());
  }

  /**
   * Starts a runner with some filters.
   *
   * @param filters the filters, not yet started; the tester starts and closes them
   * @return a tester that is ready for calls
   * @throws IllegalArgumentException if the runner would refuse one of the filters, for instance
   *     because two have one name
   * @throws IllegalStateException if a filter fails to start
   */
  public static FilterTester of(Filter<?>... filters) {
    FilterTesterBuilder builder = builder();
    Arrays.stream(filters).forEach(builder::filter);
    return builder.start();
  }

  /**
   * Starts a runner with a plugin as it is shipped, see {@link FilterTesterBuilder#plugin}.
   *
   * @param plugin a jar, a folder of jars, or a folder of compiled classes
   * @return a tester that is ready for calls
   * @throws IllegalStateException if anything is wrong with the plugin; the message says what
   */
  public static FilterTester ofPlugin(Path plugin) {
    return builder().plugin(plugin).start();
  }

  /**
   * Starts to set up a runner that is not as usual.
   *
   * @return a builder
   */
  public static FilterTesterBuilder builder() {
    return new FilterTesterBuilder();
  }

  /**
   * Has the filters decide on a request, applies what they decide as APISIX does, and waits for
   * that.
   *
   * @param setup says what the request is and what the route's configurations are; by default it is
   *     {@code GET /} and each filter is configured with <code>{}</code>
   * @return what became of the request
   * @throws IllegalArgumentException if the setup does not fit the filters that run here
   */
  public RequestOutcome request(Consumer<TestRequest> setup) {
    return prepareRequest(setup).call().get();
  }

  /**
   * Has the filters look at a response, applies what they do as APISIX does, and waits for that.
   *
   * @param setup says what the response is and what the route's configurations are; by default it
   *     has status 200 and nothing else, and each filter is configured with <code>{}</code>
   * @return what the client gets
   * @throws IllegalArgumentException if the setup does not fit the filters that run here
   */
  public ResponseOutcome response(Consumer<TestResponse> setup) {
    return prepareResponse(setup).call().get();
  }

  /**
   * As {@link #request}, but waits only until a filter is at work (or the call over). The call goes
   * on on a thread of its own.
   *
   * @param setup says what the request is and what the route's configurations are
   * @return the call, which goes on
   */
  public RunningCall<RequestOutcome> beginRequest(Consumer<TestRequest> setup) {
    Prepared<RequestOutcome> prepared = prepareRequest(setup);
    return RunningCall.begin(prepared.trace(), prepared.call());
  }

  /**
   * As {@link #response}, but waits only until a filter is at work (or the call over). The call
   * goes on on a thread of its own.
   *
   * @param setup says what the response is and what the route's configurations are
   * @return the call, which goes on
   */
  public RunningCall<ResponseOutcome> beginResponse(Consumer<TestResponse> setup) {
    Prepared<ResponseOutcome> prepared = prepareResponse(setup);
    return RunningCall.begin(prepared.trace(), prepared.call());
  }

  /**
   * The clock by which deadlines pass. A call may take 30 s unless the builder said something else.
   *
   * @return the clock, to be put forward
   */
  public TestClock clock() {
    return clock;
  }

  /** The names of the filters that run here, in the order in which they were loaded. */
  List<String> filterNames() {
    return names;
  }

  /** Where the runner listens. */
  Path socket() {
    return runner.socket();
  }

  /**
   * Stops the runner, closes the filters and removes the folder; calls under way fail. The second
   * time does nothing.
   */
  @Override
  public void close() {
    try {
      peer.close();
    } finally {
      runner.close();
    }
  }

  private Prepared<RequestOutcome> prepareRequest(Consumer<TestRequest> setup) {
    TestRequest test = new TestRequest();
    requireNonNull(setup, "setup").accept(test);
    List<TextEntry> conf = test.conf(names);
    GatewayRequest request = test.request();
    UpstreamRequest sent = UpstreamRequest.of(request);
    return prepare(
        conf,
        id -> peer.callRequest(route(conf), test.call(id), test::answer),
        (reply, trace) ->
            new RequestOutcome(
                GatewayEffects.onRequest(request, reply, false),
                sent,
                Transcript.of(sent, trace, reply)));
  }

  private Prepared<ResponseOutcome> prepareResponse(Consumer<TestResponse> setup) {
    TestResponse test = new TestResponse();
    requireNonNull(setup, "setup").accept(test);
    List<TextEntry> conf = test.conf(names);
    GatewayResponse response = test.response();
    ClientResponse sent = ClientResponse.of(response);
    return prepare(
        conf,
        id -> peer.callResponse(route(conf), response.call(id), test::answer),
        (reply, trace) ->
            new ResponseOutcome(
                ClientResponse.of(GatewayEffects.onResponse(response, reply, false)),
                Transcript.of(sent, trace, reply)));
  }

  private <O> Prepared<O> prepare(
      List<TextEntry> conf,
      LongFunction<PeerReply> call,
      BiFunction<PeerReply, CallTrace, O> outcome) {
    long id = peer.nextId();
    CallTrace trace = traces.begin(id, conf);
    return new Prepared<>(
        trace,
        () -> {
          try {
            return outcome.apply(call.apply(id), trace);
          } finally {
            traces.end(id);
          }
        });
  }

  /** A route is its configurations: the same ones are the same route. */
  private static PeerConf route(List<TextEntry> conf) {
    return new PeerConf(conf.toString(), conf);
  }
}
