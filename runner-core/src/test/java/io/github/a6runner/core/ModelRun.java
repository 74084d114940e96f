/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.core.ModelConf.Route;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.TextEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run of the model: does steps with a {@link ModelServer} and holds all that comes of them
 * against what each connection may see.
 */
final class ModelRun implements AutoCloseable {
  private static final List<Route> ROUTES =
      List.of(
          new Route(0, List.of("blocking")),
          new Route(1, List.of("async")),
          new Route(2, List.of("quick")),
          new Route(3, List.of("blocking", "async")),
          new Route(4, List.of("brief", "blocking")),
          new Route(5, List.of("quick", "needy", "blocking", "async")),
          new Route(6, List.of("async", "brief", "quick")),
          new Route(7, List.of("needy", "brief")),
          new Route(8, List.of()),
          new Route(9, List.of("quick", "refusing")));

  private static final List<Departure> DEPARTURES =
      List.of(
          Departure.WHEN_UNUSED, Departure.WHEN_QUIET, Departure.AFTER_REPLY, Departure.WHEN_IDLE);

  private static final List<TextEntry> LARGE_HEADERS =
      Calls.entries("Large", "x".repeat(ModelServer.LARGE));

  private final ModelServer server = new ModelServer();
  private final ModelPeer[] peers = new ModelPeer[4];
  private final Map<Route, Long> tokens = new HashMap<>();
  private final Map<Route, Long> lastUse = new HashMap<>();
  private final Map<ModelCall, Long> begun = new HashMap<>();
  private final Queue<ModelPeer> waiting = new ArrayDeque<>(); // for room, the first to come first
  private final List<String> transcript = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private Departure leaving = Departure.STAYS;
  private boolean unread;
  private boolean settled;
  private int goneCalls; // of peers that have hung up since all was settled
  private long calls;
  private int messages;

  ModelRun() {
    for (int i = 0; i < peers.length; i++) {
      peers[i] = server.connect();
    }
    settle();
  }

  /** How many calls were made. */
  long calls() {
    return calls;
  }

  /** How many messages of the runner were held against the model. */
  int messages() {
    return messages;
  }

  /** Does one step, as far as there is anything to do. */
  void step(ModelStep step) {
    if (Stream.of(peers).allMatch(peer -> peer.state() == ModelPeer.State.CLOSED)) {
      comeBack();
    }
    int which = step.which() % peers.length;
    int how = step.how();
    switch (step.kind()) {
      case REQUEST -> call(step, peers[which], false);
      case RESPONSE -> call(step, peers[which], true);
      case PREPARE -> prepare(peers[which], route(how));
      case ANSWER -> answer(peers[which], how);
      case WORK -> server.work(how);
      case RESUME -> server.resume(how);
      case CONFIGURE -> server.configure(how);
      case COMPLETE -> server.filters().complete(how);
      case TIME -> pass(how);
      case CUT -> cut(which);
      case RELOAD -> server.reload(how % 2);
      case WRONG -> sendWrong(which, how);
      case DEAF -> deafen(peers[which], how);
      case HEAR -> hear(peers[which]);
      case LEAVE -> leave(how);
      case LARGE -> callLarge(step, peers[which]);
    }
    settled = false;
    if (step.settles()) {
      settle();
    }
    tell(step.toString());
  }

  /** Keeps what has changed something. */
  private void tell(String step) {
    if (told.add(toString())) {
      transcript.add(step + " -> " + this);
    }
  }

  /** What has happened so far: each step that has led to something new. */
  String transcript() {
    return String.join("\n", transcript) + "\nnow " + this;
  }

  private static Route route(int how) {
    return ROUTES.get(how % ROUTES.size());
  }

  private void connected(ModelPeer peer) {
    if (!peer.isConnected()) {
      settle();
    }
    unread = true;
  }

  private void prepare(ModelPeer peer, Route route) {
    if (peer.isIdle()) {
      connected(peer);
      prepareOne(peer, route);
    }
  }

  private void prepareOne(ModelPeer peer, Route route) {
    long since = server.now();
    peer.prepare(route, token -> prepared(route, token, since));
  }

  private void prepared(Route route, long token, long since) {
    if (isKnown(route)) {
      assertThat(token).as("token of %s", route).isEqualTo(tokens.get(route));
    } else {
      assertThat(tokens.values()).as("tokens given before").doesNotContain(token);
    }
    tokens.put(route, token);
    lastUse.put(route, since);
  }

  private boolean isKnown(Route route) {
    return tokens.containsKey(route)
        && server.now() - lastUse.getOrDefault(route, 0L) < ModelServer.CONFS_LIVE.toNanos();
  }

  private void call(ModelStep step, ModelPeer peer, boolean response) {
    Route route = route(step.how());
    if (!peer.isIdle()) {
      return;
    }
    if (!isKnown(route) && step.which() % 5 > 0) {
      prepare(peer, route);
      return;
    }
    boolean certain = settled && step.settles();
    connected(peer);
    calls++;
    long token = tokens.getOrDefault(route, 99_999L);
    GatewayMessage message = response ? Calls.response(calls, token) : Calls.request(calls, token);
    Optional<ModelCall> made =
        isKnown(route) ? Optional.of(made(route, step, response)) : Optional.empty();
    made.ifPresent(
        call ->
            call.tooMany(
                inFlight(true) >= ModelServer.MOST_CALLS,
                certain && inFlight(false) >= ModelServer.MOST_CALLS));
    peer.call(made, message);
  }

  /** Calls with a message for which there is room only if no other call has such a one. */
  private void callLarge(ModelStep step, ModelPeer peer) {
    settle();
    Route route = route(step.how());
    if (leaving != Departure.STAYS || !peer.isIdle() || !isKnown(route)) {
      return;
    }
    calls++;
    boolean room = waiting.isEmpty() && !isRoomTaken();
    ModelCall call = made(route, step, false);
    call.large();
    long token = tokens.getOrDefault(route, 0L);
    GatewayMessage message = Calls.request(calls, token, List.of(), LARGE_HEADERS);
    if (room) {
      call.tooMany(inFlight(true) >= ModelServer.MOST_CALLS, false);
      peer.call(Optional.of(call), message);
    } else {
      waiting.add(peer);
      peer.callLater(call, message);
    }
    settle();
  }

  private boolean isRoomTaken() {
    return Stream.of(peers).flatMap(peer -> peer.call().stream()).anyMatch(ModelCall::isLarge);
  }

  /** Who has waited longest goes on as soon as there is room. */
  private void goOnWaiting() {
    while (!waiting.isEmpty() && !isRoomTaken()) {
      ModelPeer next = waiting.remove();
      ModelCall call = next.goOn();
      call.tooMany(true, false);
      begun.put(call, server.now());
      lastUse.put(call.route(), server.now());
      next.check();
    }
    for (ModelPeer peer : waiting) {
      assertThat(server.socketOf(peer).isRead()).as("read: %s", peer).isFalse();
    }
  }

  /** How many calls are in flight, perhaps with those that may be over for all that one hears. */
  private int inFlight(boolean perhaps) {
    return (int)
            Stream.of(peers)
                .filter(peer -> peer.call().isPresent() && (perhaps || !peer.isDeaf()))
                .count()
        + (perhaps ? goneCalls : 0);
  }

  /** Stops reading, either in a call or while it prepares more confs than it hears of. */
  private void deafen(ModelPeer peer, int how) {
    settle();
    boolean large = peer.call().filter(ModelCall::isLarge).isPresent();
    if (leaving != Departure.STAYS || large || (!peer.isIdle() && peer.call().isEmpty())) {
      return;
    }
    server.socketOf(peer).full(true);
    peer.deaf(true);
    if (peer.isIdle()) {
      for (int i = 0; i < 1 + how % 12; i++) {
        prepareOne(peer, route(how + i));
      }
    }
  }

  private void hear(ModelPeer peer) {
    if (peer.isDeaf()) {
      peer.deaf(false);
      server.socketOf(peer).full(false);
    }
  }

  private void hearAll() {
    Stream.of(peers).forEach(this::hear);
    settle();
  }

  /** The runner is about to end. */
  private void leave(int how) {
    cutWaiting();
    hearAll();
    leaving = DEPARTURES.get(how % DEPARTURES.size());
    server.leave(leaving);
    for (ModelPeer peer : peers) {
      peer.leave(leaving);
    }
    settle();
  }

  /** All connections have ended: there is another runner. */
  private void comeBack() {
    leaving = Departure.STAYS;
    server.leave(leaving);
    for (int i = 0; i < peers.length; i++) {
      cut(i);
    }
  }

  private ModelPeer connect() {
    ModelPeer peer = server.connect();
    if (leaving != Departure.STAYS) {
      settle();
      peer.leave(leaving);
    }
    return peer;
  }

  private ModelCall made(Route route, ModelStep step, boolean response) {
    ModelCall call = new ModelCall(calls, response, route, step.how() / ROUTES.size());
    server.filters().add(call);
    begun.put(call, server.now());
    lastUse.put(route, server.now());
    return call;
  }

  private void answer(ModelPeer peer, int how) {
    if (peer.hasToAnswer()) {
      peer.answer(how % 4 == 3);
      unread |= leaving != Departure.STAYS; // it counts from then on that the peer is quiet
    }
  }

  /** Time passes: that of a filter, of a call, or of a conf; then the watchdog looks. */
  private void pass(int how) {
    cutWaiting();
    if (how % 8 == 7 || Stream.of(peers).anyMatch(this::hasTooMuch)) {
      hearAll(); // or its tokens would be none any more, or its connection would end
    }
    if (unread) {
      settle(); // the times of calls and confs begin when they are read
    }
    server.advance(Duration.ofSeconds(how % 8 == 7 ? 1300 : how % 2 == 0 ? 6 : 51));
    for (ModelPeer peer : peers) {
      peer.call().ifPresent(this::noteTime);
    }
    server.watch();
  }

  /** Whether a peer has not read so much that it may not wait for long. */
  private boolean hasTooMuch(ModelPeer peer) {
    return peer.isDeaf() && !server.socketOf(peer).isWritable();
  }

  private void noteTime(ModelCall call) {
    long age = server.now() - begun.getOrDefault(call, 0L);
    if (age >= ModelServer.CALL_DEADLINE.toNanos()) {
      call.isLate();
    } else if (age >= ModelServer.BRIEF.toNanos() && call.route().filters().contains("brief")) {
      call.hasLateFilter();
    }
  }

  private void cut(int which) {
    ModelPeer peer = peers[which];
    waiting.remove(peer);
    goneCalls += peer.call().isPresent() ? 1 : 0;
    messages += peer.checked();
    peer.cut();
    peers[which] = connect();
    unread = true;
  }

  /** Who waits for room hangs up. */
  private void cutWaiting() {
    for (int i = 0; i < peers.length; i++) {
      if (peers[i].state() == ModelPeer.State.WAITING) {
        cut(i);
      }
    }
  }

  private void sendWrong(int which, int how) {
    ModelPeer peer = peers[which];
    hear(peer);
    settle();
    if (peer.state() == ModelPeer.State.CLOSED || peer.state() == ModelPeer.State.WAITING) {
      return;
    }
    if (how % 3 == 0) {
      peer.sendGarbage(new byte[] {99, 0, 0, 1, 7});
    } else if (how % 3 == 1) {
      peer.sendGarbage(new byte[] {2, 0, 0, 4, -1, -1, -1, -1});
    } else {
      peer.sendWrong(peer.hasToAnswer() ? Calls.request(1, 1) : Calls.info("?"));
    }
    settle();
    assertThat(peer.state()).as("told so, and hung up on").isEqualTo(ModelPeer.State.CLOSED);
    messages += peer.checked();
    peers[which] = connect();
  }

  /** Has all happen that follows, and holds it against the model. */
  private void settle() {
    server.settle();
    unread = false;
    settled = true;
    Set<ModelCall> before = Set.copyOf(Stream.of(peers).flatMap(p -> p.call().stream()).toList());
    for (ModelPeer peer : peers) {
      peer.check();
    }
    goOnWaiting();
    before.forEach(this::checkDenied);
    goneCalls = 0;
    for (ModelPeer peer : peers) {
      if (!peer.isDeaf()) {
        peer.call().ifPresent(ModelRun::checkUnderWay);
      } else if (peer.state() == ModelPeer.State.PREPARING) {
        assertThat(server.socketOf(peer).pending())
            .as("held for %s", peer)
            .isLessThan(ModelServer.HIGH_WATER + ModelServer.LAST_MESSAGE);
      }
      peer.settled();
    }
    assertThat(Stream.of(peers).filter(ModelPeer::waits).count())
        .as("calls that wait for a body")
        .isLessThanOrEqualTo(ModelServer.MOST_WAITING);
    server.checkRunning(inFlight(false), inFlight(true));
  }

  /** A call may be denied because others wait for a body. */
  private void checkDenied(ModelCall call) {
    if (call.isDeniedForWaiting()) {
      assertThat(Stream.of(peers).filter(ModelPeer::hasWaited).count() + goneCalls)
          .as("others that wait for a body: %s", call)
          .isGreaterThanOrEqualTo(ModelServer.MOST_WAITING);
    }
  }

  private static void checkUnderWay(ModelCall call) {
    assertThat(call.mustBeOver()).as("unanswered: %s", call).isFalse();
    assertThat(call.hasAsked()).as("not asked: %s", call).isTrue();
  }

  /** Answers whatever is asked and has everybody go on, until each call has its reply. */
  void finish() {
    hearAll();
    while (goOn()) {
      settle();
    }
    for (ModelPeer peer : peers) {
      assertThat(peer.isIdle() || peer.state() == ModelPeer.State.CLOSED)
          .as("answered in the end: %s", peer)
          .isTrue();
    }
  }

  private boolean goOn() {
    boolean some = server.hasWork();
    server.configure(0);
    server.work(0);
    some |= server.resume(0);
    some |= server.filters().complete(0);
    for (ModelPeer peer : peers) {
      some |= peer.hasToAnswer();
      answer(peer, 0);
    }
    return some;
  }

  /** Hangs up, ends all, has everybody go on, and sees that nothing is left of it. */
  @Override
  public void close() {
    settle();
    waiting.clear();
    for (ModelPeer peer : peers) {
      messages += peer.checked();
      peer.cut();
    }
    server.letGo();
    settle();
    while (goOn()) {
      settle();
    }
    server.end();
  }

  @Override
  public String toString() {
    return List.of(peers).toString();
  }
}
