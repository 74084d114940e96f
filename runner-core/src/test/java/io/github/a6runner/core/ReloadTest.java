/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.plugin.PluginDesk;
import io.github.a6runner.core.plugin.PluginSources;
import io.github.a6runner.core.plugin.Plugins;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.Until;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that change under a server, seen from a gateway that notices nothing. */
class ReloadTest {
  private static final int CONNECTIONS = 4;
  private static final int MOST_HANG = 8;
  private static final String BEGUN = "a6runner.test.begun";
  private static final String END = "a6runner.test.end";

  @RegisterExtension final TestLog log = new TestLog();
  @RegisterExtension final ServerFixture fixture = new ServerFixture();

  private final CountDownLatch begun = new CountDownLatch(MOST_HANG);
  private final CountDownLatch end = new CountDownLatch(1);
  private PluginDesk desk;
  private Plugins plugins;
  private RunnerServer server;

  @BeforeEach
  void start(@TempDir Path temp) throws IOException {
    desk = new PluginDesk(temp);
    desk.put(desk.stopping("a", 201), "a.jar");
    plugins = desk.load();
    server = fixture.start(plugins);
  }

  @AfterEach
  void close() {
    end.countDown();
    System.getProperties().remove(BEGUN);
    System.getProperties().remove(END);
    plugins.close();
  }

  @Test
  void change_callAfterIt_seesTheNewCodeWithItsOldToken() throws IOException {
    TestClient client = fixture.connect();
    long token = client.prepare("a", "{}");
    assertThat(status(client, token)).isEqualTo(201);
    desk.put(desk.stopping("a", 202), "a.jar");

    PluginDesk.settle(plugins);

    assertThat(status(client, token)).isEqualTo(202);
  }

  @Test
  void removal_failsTheCallsAndTheReturnMendsThem() throws IOException {
    TestClient client = fixture.connect();
    long token = client.prepare("a", "{}");
    Path kept = desk.stopping("a", 203);
    Files.delete(desk.path("a.jar"));
    PluginDesk.settle(plugins);
    assertThat(client.ask(Calls.request(1, token))).isEqualTo(TestClient.UNAVAILABLE);

    desk.put(kept, "a.jar");
    PluginDesk.settle(plugins);

    assertThat(status(client, token)).isEqualTo(203);
  }

  @Test
  void change_filterThatWasPassedOver_isNotHeldToDoNothing() throws IOException {
    Path requestOnly = desk.stopping("a", 201);
    TestClient client = fixture.connect();
    long token = client.prepare("a", "{}");
    client.response(1, token);
    assertThat(passedOver()).containsExactly("a RESPONSE");
    String inBoth = "@Override public void onResponse(ResponseCall call, String conf) {}";
    desk.put(desk.jar("a", inBoth), "a.jar");
    PluginDesk.settle(plugins);
    client.response(2, token);
    assertThat(passedOver()).isEmpty();
    desk.put(requestOnly, "a.jar");
    PluginDesk.settle(plugins);

    client.response(3, token);

    assertThat(passedOver()).containsExactly("a RESPONSE");
    assertThat(log.messages()).hasSize(2).allMatch(line -> line.contains("is passed over"));
  }

  private List<String> passedOver() {
    return server.state().passedOver();
  }

  @Test
  void change_ofAFilterThatHangsInItsConfigure_mendsItsRoutes() throws Exception {
    System.getProperties().put(BEGUN, begun);
    System.getProperties().put(END, end);
    desk.put(hanging(), "a.jar");
    PluginDesk.settle(plugins);
    WeakReference<ClassLoader> loader = new WeakReference<>(loader("a"));
    TestClient client = fixture.connect();
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < MOST_HANG + 1; i++) {
      tokens.add(client.prepare("a", "{\"n\":" + i + "}"));
    }
    begun.await();
    List<TestClient> waiting = new ArrayList<>();
    for (long token : tokens) {
      TestClient one = fixture.connect();
      one.send(Calls.request(1, token));
      waiting.add(one);
    }
    log.await("filter a: configuring failed"); // the one more
    desk.put(desk.stopping("a", 202), "a.jar");

    PluginDesk.settle(plugins);

    for (long token : tokens) {
      assertThat(status(client, token)).isEqualTo(202);
    }
    List<RunnerMessage> replies = waiting.stream().map(TestClient::receive).toList();
    assertThat(replies)
        .as("all but the one more, perhaps")
        .filteredOn(reply -> !reply.equals(TestClient.UNAVAILABLE))
        .hasSizeGreaterThanOrEqualTo(MOST_HANG)
        .allSatisfy(reply -> assertThat(status(reply)).isEqualTo(202));
    end.countDown();
    Until.collected("what comes late", loader);
  }

  /** A filter whose configure does not react to its interrupt. */
  private Path hanging() {
    String hang =
        """
        static CountDownLatch latch(String name) {
          return (CountDownLatch) System.getProperties().get(name);
        }
        static String hang(String text) {
          latch("%s").countDown();
          while (true) {
            try {
              latch("%s").await();
              return text;
            } catch (InterruptedException e) {
              System.getProperties().put("a6runner.test.interrupted", "ignored");
            }
          }
        }
        """;
    return desk.jarOf(
        PluginSources.filter("A", "a", hang.formatted(BEGUN, END))
            .replace("import java.util.*;", "import java.util.concurrent.CountDownLatch;")
            .replace("return source.text()", "return hang(source.text())"));
  }

  @Test
  void change_callUnderWay_finishesOnTheOldCodeWhichIsClosedAfterIt() throws Exception {
    String property = "a6runner.test." + System.nanoTime();
    desk.put(waiting(property), "a.jar");
    PluginDesk.settle(plugins);
    TestClient old = fixture.connect();
    long token = old.prepare("a", "{}");
    old.send(Calls.request(1, token));
    old.receiveQuestion();
    desk.put(desk.stopping("a", 202), "a.jar");
    PluginDesk.settle(plugins);

    assertThat(status(fixture.connect(), token)).isEqualTo(202);
    assertThat(System.getProperty(property)).isNull();
    old.send(Calls.info("x"));
    HttpReqReply reply = (HttpReqReply) old.receive();

    assertThat(((RequestAction.Stop) reply.action()).status()).isEqualTo(299);
    awaitProperty(property, "conf,filter,");
  }

  /** A filter that asks for a variable, and notes the closing of its conf and itself. */
  private Path waiting(String property) {
    String note =
        "static void note(String s) { System.setProperty(\"%s\","
            + " System.getProperty(\"%s\", \"\") + s + \",\"); }";
    String members =
        note.formatted(property, property)
            + """
              static final class C implements AutoCloseable {
                @Override public void close() { note("conf"); }
              }
              @Override public void close() { note("filter"); }
              """;
    return desk.jarOf(
        PluginSources.filter("A", "a", members)
            .replace("String conf)", "A.C conf)")
            .replace("Filter<String>", "Filter<A.C>")
            .replace("String configure", "A.C configure")
            .replace("return source.text()", "return new C()")
            .replace(
                "return Decision.proceed();", "call.variable(\"x\"); return Decision.stop(299);"));
  }

  private static void awaitProperty(String name, String value) {
    Until.met(name + " is " + value, () -> value.equals(System.getProperty(name)));
    System.clearProperty(name);
  }

  @Test
  void change_fiftyTimesWithCalls_leavesNoClassLoaderBehind() throws IOException {
    List<Path> versions = List.of(desk.stopping("a", 201), desk.stopping("a", 202));
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    TestClient client = fixture.connect();
    long token = client.prepare("a", "{}");
    long unused = client.prepare("a", "{\"never\":\"called\"}");
    for (int i = 0; i < 50; i++) {
      loaders.add(new WeakReference<>(loader("a")));
      desk.put(versions.get((i + 1) % 2), "a.jar");
      PluginDesk.settle(plugins);
      assertThat(status(client, token)).isEqualTo(i % 2 == 0 ? 202 : 201);
    }

    assertThat(loaders).hasSize(50).allSatisfy(each -> Until.collected("a class loader", each));
    assertThat(status(client, unused)).isEqualTo(201);
  }

  private ClassLoader loader(String filter) {
    return plugins.filters().find(filter).orElseThrow().filter().getClass().getClassLoader();
  }

  @Test
  void overwritingInPlace_underLoad_losesNoCall() throws Exception {
    List<Path> versions = List.of(desk.stopping("a", 201), desk.stopping("a", 202));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<Set<Integer>>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(threads.submit(caller(done)));
      }
      for (int i = 0; i < 20; i++) {
        desk.put(versions.get((i + 1) % 2), "a.jar");
        PluginDesk.settle(plugins);
      }
      done.set(true);
      for (Future<Set<Integer>> each : all) {
        assertThat(each.get()).isSubsetOf(201, 202);
      }
    } finally {
      done.set(true);
      threads.shutdown();
    }
    assertThat(plugins.problems()).isEmpty();
    assertThat(log.messages()).isEmpty();
  }

  /** Calls without a pause, each time a conf of ten, and gives the statuses of all replies. */
  private Callable<Set<Integer>> caller(AtomicBoolean done) {
    TestClient client = fixture.connect();
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tokens.add(client.prepare("a", "{\"n\":" + i + "}"));
    }
    return () -> {
      Set<Integer> statuses = new TreeSet<>();
      for (int i = 0; !done.get(); i++) {
        statuses.add(status(client, tokens.get(i % tokens.size())));
      }
      return statuses;
    };
  }

  private static int status(TestClient client, long token) {
    return status(client.ask(Calls.request(1, token)));
  }

  private static int status(RunnerMessage reply) {
    assertThat(reply).isInstanceOf(HttpReqReply.class);
    return ((RequestAction.Stop) ((HttpReqReply) reply).action()).status();
  }
}
