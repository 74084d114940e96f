/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.protocol.ExtraInfo;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No data of one call is ever seen in another, whoever hangs up meanwhile. */
class OwnDataTest {
  private static final int THREADS = 4;
  private static final int CONNECTIONS_OF_A_THREAD = 64;
  private static final int ROUNDS = Integer.getInteger("model.own.rounds", 5);
  private static final int BODY_REPEATS = 300;

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture runner = new ServerFixture();

  @Test
  void call_among256_seesWhatIsItsOwn() throws Exception {
    runner.start(blocking(), quick(), async());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        ends.add(threads.submit(() -> work(number)));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(log.thrown()).isEmpty();
  }

  /** Each of them puts what it has seen where the reply shows it. */
  private static Filter<String> blocking() {
    return Filters.request(
        "blocking",
        (call, conf) -> {
          call.headers().set("X-Blocking", seen(call) + call.variable("one").orElse(""));
          call.replaceBody(call.body());
          return Decision.proceed();
        });
  }

  private static Filter<String> quick() {
    return Filters.quickRequest(
        "quick",
        Needs.variables("two"),
        (call, conf) -> {
          call.headers().set("X-Quick", seen(call) + call.variable("two").orElse(""));
          return Decision.proceed();
        });
  }

  private static Filter<String> async() {
    return Filters.asyncRequest(
        "async",
        (call, conf) ->
            call.variableAsync("three")
                .thenApply(
                    value -> {
                      call.headers().set("X-Async", seen(call) + value.orElse(""));
                      return Decision.proceed();
                    }));
  }

  private static String seen(RequestCall call) {
    return call.path()
        + call.headers().first("Tag").orElse("")
        + call.args().first("tag").orElse("");
  }

  /** Has a call under way on each connection of this thread at once, again and again. */
  private Void work(int number) {
    Random random = new Random(number);
    List<TestClient> clients = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS_OF_A_THREAD; i++) {
      clients.add(new TestClient(runner.socket()));
      tokens.add(clients.get(i).prepare("quick", "", "blocking", "", "async", ""));
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < clients.size(); i++) {
        clients.get(i).send(request(id(number, round, i), tokens.get(i)));
      }
      for (int i = 0; i < clients.size(); i++) {
        if (random.nextInt(16) == 0) {
          clients.get(i).close(); // in the middle of its call
          clients.set(i, new TestClient(runner.socket()));
        } else {
          finish(clients.get(i), id(number, round, i));
        }
      }
    }
    clients.forEach(TestClient::close);
    return null;
  }

  private static long id(int thread, int round, int connection) {
    return (thread * 1000L + round) * 1000 + connection;
  }

  private static HttpReqCall request(long id, long token) {
    return new HttpReqCall(
        id,
        Calls.IPV4,
        HttpMethod.POST,
        Text.of("/p" + id),
        Calls.entries("tag", "a" + id),
        Calls.entries("Tag", "h" + id),
        token);
  }

  private static void finish(TestClient client, long id) {
    RunnerMessage message = client.receive();
    while (message instanceof ExtraInfoQuery query) {
      client.send(Calls.info(answer(id, query.info())));
      message = client.receive();
    }
    String seen = "/p" + id + "h" + id + "a" + id;
    assertThat(TestClient.action(id, message)).isEqualTo(expected(id, seen));
  }

  private static String answer(long id, ExtraInfo info) {
    return info instanceof ExtraInfo.Variable variable
        ? "v" + variable.name() + id
        : ("b" + id).repeat(BODY_REPEATS);
  }

  private static RequestAction expected(long id, String seen) {
    return new RequestAction.Rewrite(
        Optional.empty(),
        Calls.entries(
            "X-Quick", seen + "vtwo" + id,
            "X-Blocking", seen + "vone" + id,
            "X-Async", seen + "vthree" + id),
        List.of(),
        List.of(),
        Calls.bytes(("b" + id).repeat(BODY_REPEATS)));
  }
}
