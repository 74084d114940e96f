/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Body;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Header;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.HttpStatus;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the filters want told to APISIX: pure functions from a state to the message that says it.
 */
public final class Replies {
  /** Made by the gateway for itself: left out unless a filter set it. */
  private static final Set<String> OF_THE_GATEWAY = Set.of("date", "server", "x-pad");

  /**
   * APISIX forgets to send a response from which it reads no body, and nginx then has the upstream
   * answer once more. A body in the reply prevents that. With a status that has none nginx does not
   * send it; where a filter has made another status of that, the client gets it.
   */
  private static final Bytes IN_PLACE_OF_A_BODY = Bytes.of(new byte[] {'\n'});

  private Replies() {}

  /**
   * The request goes on, with what was changed.
   *
   * @param state the request as its filters have left it
   * @return the reply
   */
  public static RunnerMessage proceed(RequestState state) {
    return new HttpReqReply(state.call().id(), action(state));
  }

  /**
   * The request is stopped; what earlier filters set for the response comes first.
   *
   * @param state the request as its filters have left it
   * @param stop what the last of them decided
   * @return the reply
   */
  public static RunnerMessage stop(RequestState state, Decision.Stop stop) {
    List<TextEntry> earlier = state.responseHeaders().entries();
    List<TextEntry> headers = new ArrayList<>(earlier.size() + stop.headers().size());
    for (TextEntry entry : earlier) {
      if (stop.headers().stream().noneMatch(own -> own.isNamed(entry.name().string()))) {
        headers.add(entry);
      }
    }
    for (Header header : stop.headers()) {
      headers.add(TextEntry.of(header.name(), header.value()));
    }
    return new HttpReqReply(
        state.call().id(), new RequestAction.Stop(stop.status(), headers, bytes(stop.body())));
  }

  /**
   * The response goes on. All headers that are still true are in it, also if none was changed.
   *
   * @param state the response as its filters have left it
   * @return the reply
   */
  public static RunnerMessage proceed(ResponseState state) {
    HttpRespCall call = state.call();
    int status = state.status() == call.status() ? 0 : state.status();
    boolean hasBody = HttpStatus.hasBody(call.status()) && HttpStatus.hasBody(state.status());
    Bytes otherwise = hasBody ? Bytes.EMPTY : IN_PLACE_OF_A_BODY;
    Bytes body = state.newBody().map(Replies::bytes).orElse(otherwise);
    return new HttpRespReply(call.id(), status, stillTrue(state.headers()), body);
  }

  private static RequestAction action(RequestState state) {
    RequestAction.Rewrite rewrite =
        new RequestAction.Rewrite(
            state.newPath().map(Text::of),
            changes(state.headers()),
            changes(state.args()),
            state.responseHeaders().entries(),
            bytes(state.newBody()));
    boolean unchanged =
        rewrite.path().isEmpty()
            && rewrite.headers().isEmpty()
            && rewrite.args().isEmpty()
            && rewrite.responseHeaders().isEmpty()
            && rewrite.body().isEmpty();
    return unchanged ? RequestAction.NONE : rewrite;
  }

  /** Each changed name with what it has now; a name alone deletes. */
  private static List<TextEntry> changes(EntryList entries) {
    List<TextEntry> changes = new ArrayList<>();
    for (String name : entries.changedNames()) {
      for (Text gone : entries.goneInOtherBytes(name)) {
        changes.add(new TextEntry(gone, Optional.empty()));
      }
      List<TextEntry> now = entries.named(name);
      if (now.isEmpty()) {
        changes.add(TextEntry.of(name));
      } else {
        changes.addAll(now);
      }
    }
    return changes;
  }

  private static List<TextEntry> stillTrue(EntryList headers) {
    List<TextEntry> kept = new ArrayList<>(headers.entries().size());
    for (TextEntry entry : headers.entries()) {
      if (isPassedOn(headers, entry.name().string())) {
        kept.add(entry);
      }
    }
    if (kept.isEmpty() && !(headers.entries().isEmpty() && headers.changedNames().isEmpty())) {
      // A reply without headers means "all of the upstream's"; deleting what is not there says
      // none.
      kept.add(TextEntry.of("Content-Length"));
    }
    return kept;
  }

  private static boolean isPassedOn(EntryList headers, String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('_', '-'); // as APISIX does it
    boolean special =
        OF_THE_GATEWAY.contains(lower)
            || ConnectionHeaders.OF_ONE_CONNECTION.contains(lower)
            || lower.startsWith("x-accel-");
    return !special || headers.isChanged(name);
  }

  private static Bytes bytes(Optional<Body> body) {
    return body.map(Replies::bytes).orElse(Bytes.EMPTY);
  }

  private static Bytes bytes(Body body) {
    return Bytes.of(body.asByteBuffer());
  }
}
