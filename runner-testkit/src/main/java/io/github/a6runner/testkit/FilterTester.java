/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import io.github.a6runner.core.FilterSet;
import io.github.a6runner.core.LoadedFilter;
import io.github.a6runner.core.RunnerConfig;
import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.StartException;
import io.github.a6runner.peer.ApisixPeer;
import io.github.a6runner.peer.GatewayEffects;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs filters as a gateway would have them run: a real runner listens on a socket in a folder of
 * its own, in this JVM, so that a debugger stops in the filter, and a peer plays Apache APISIX.
 *
 * <pre>{@code
 * try (FilterTester tester = FilterTester.of(new Say())) {
 *   RequestOutcome outcome = tester.request(r -> r.conf("{\"body\": \"hi\"}").path("/x"));
 *   assertThat(outcome.stop().body().text()).isEqualTo("hi");
 * }
 * }</pre>
 *
 * <p>Calls wait for their outcome and may be made from several threads at once. Calls with the same
 * configurations share the objects that the filters made of them, as the calls of one route do. A
 * filter that fails does not throw here: the outcome says so, see {@link RequestOutcome#failure}.
 *
 * <p>Close the tester when it is no longer needed; that closes the filters. In a field, JUnit's
 * {@code @AutoClose} does it.
 */
public final class FilterTester implements AutoCloseable {
  private final List<String> names;
  private final Failures failures;
  private final TemporaryFolder folder;
  private final RunnerServer server;
  private final FilterSet filters;
  private final ApisixPeer peer;

  private FilterTester(
      FilterSet filters, Failures failures, TemporaryFolder folder, RunnerServer server) {
    this.names = filters.filters().stream().map(LoadedFilter::name).toList();
    this.failures = failures;
    this.folder = folder;
    this.filters = filters;
    this.server = server;
    this.peer = new ApisixPeer(server.config().listen());
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
    Failures failures = new Failures();
    FilterSet set =
        FilterSet.of(
            Arrays.stream(filters)
                .map(filter -> WatchedForms.watch(filter, failures))
                .toArray(Filter<?>[]::new));
    TemporaryFolder folder = TemporaryFolder.create();
    try {
      return new FilterTester(set, failures, folder, RunnerServer.start(config(folder), set));
    } catch (StartException e) {
      set.close();
      folder.close();
      throw new IllegalStateException("runner: cannot start: " + e.getMessage(), e);
    }
  }

  private static RunnerConfig config(TemporaryFolder folder) {
    return RunnerConfig.builder()
        .listen(folder.path().resolve("runner.sock"))
        .runtimeDir(folder.path())
        .build();
  }

  /**
   * Has the filters decide on a request, and applies what they decide as APISIX does.
   *
   * @param setup says what the request is and what the route's configurations are; by default it is
   *     {@code GET /} and each filter is configured with <code>{}</code>
   * @return what became of the request
   */
  public RequestOutcome request(Consumer<TestRequest> setup) {
    TestRequest test = new TestRequest();
    requireNonNull(setup, "setup").accept(test);
    List<TextEntry> conf = test.conf(names);
    GatewayRequest request = test.request();
    long id = peer.nextId();
    PeerReply reply = peer.callRequest(route(conf), test.call(id), test::answer);
    List<CallFailure> causes = causes(id, conf, reply);
    if (reply instanceof PeerReply.Answered answered
        && answered.reply() instanceof HttpReqReply verdict) {
      return new RequestOutcome(GatewayEffects.onRequest(request, verdict.action()), causes);
    }
    return new RequestOutcome(GatewayEffects.onRequestFailure(request, false), causes);
  }

  /**
   * Has the filters look at a response, and applies what they do as APISIX does.
   *
   * @param setup says what the response is and what the route's configurations are; by default it
   *     has status 200 and nothing else, and each filter is configured with <code>{}</code>
   * @return what the client gets
   */
  public ResponseOutcome response(Consumer<TestResponse> setup) {
    TestResponse test = new TestResponse();
    requireNonNull(setup, "setup").accept(test);
    List<TextEntry> conf = test.conf(names);
    GatewayResponse response = test.response();
    long id = peer.nextId();
    PeerReply reply = peer.callResponse(route(conf), test.call(id), test::answer);
    List<CallFailure> causes = causes(id, conf, reply);
    if (reply instanceof PeerReply.Answered answered
        && answered.reply() instanceof HttpRespReply verdict) {
      return new ResponseOutcome(
          ClientResponse.of(GatewayEffects.onResponse(response, verdict)), causes);
    }
    return new ResponseOutcome(
        ClientResponse.of(GatewayEffects.onResponseFailure(response, false)), causes);
  }

  /** Stops the runner, closes the filters and removes the folder. The second time does nothing. */
  @Override
  public void close() {
    peer.close();
    server.close();
    filters.close();
    folder.close();
  }

  /** A route is its configurations: the same ones are the same route. */
  private static PeerConf route(List<TextEntry> conf) {
    return new PeerConf(conf.toString(), conf);
  }

  private List<CallFailure> causes(long id, List<TextEntry> conf, PeerReply reply) {
    List<CallFailure> causes = new ArrayList<>(failures.of(id, conf));
    if (reply instanceof PeerReply.Failed failed && causes.isEmpty()) {
      causes.add(unexplained(conf, failed));
    }
    return causes;
  }

  private CallFailure unexplained(List<TextEntry> conf, PeerReply.Failed failed) {
    return conf.stream()
        .map(entry -> entry.name().string())
        .filter(name -> !names.contains(name))
        .findFirst()
        .map(
            name ->
                CallFailure.of("filter " + name + ": not loaded (expected: one of " + names + ")"))
        .orElseGet(() -> CallFailure.of(failed.reason()));
  }
}
