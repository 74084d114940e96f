/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.ConnectionState.Closed;
import io.github.a6runner.core.ConnectionState.Draining;
import io.github.a6runner.core.ConnectionState.Idle;
import io.github.a6runner.core.ConnectionState.Parting;
import io.github.a6runner.core.ConnectionState.Running;
import io.github.a6runner.core.call.GatewayInfo.Question;
import io.github.a6runner.core.conf.ConfStore;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.protocol.GatewayMessage;
import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.MessageTooLargeException;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What APISIX and the runner say to each other on one connection, which carries one call at a time.
 * It decides what a message means in the state that the connection is in, and it is the one place
 * from which replies leave: each call and each conf gets exactly one.
 *
 * <p>All methods run on the connection's event loop, except where they say otherwise.
 */
final class Conversation implements CallLine {
  private static final Logger logger = LoggerFactory.getLogger(Conversation.class);

  private final Outgoing out;
  private final Connections connections;
  private final ConfStore confs;
  private final CallServices services;
  private final LargeMessages large;
  private final Leaving leaving;
  private final BodyWait body;
  private final Admission admission;

  private ConnectionState state = Idle.INSTANCE;

  /** A conf or call that was read and has neither a reply nor a run yet; else null. */
  private @Nullable GatewayMessage pending;

  private volatile @Nullable CallRun current;

  /**
   * Makes one in which nothing was said yet.
   *
   * @param out the way out of the connection
   * @param connections where calls are counted
   * @param confs the confs that calls may name
   * @param services what calls are run with
   * @param large the large messages of the connection
   */
  Conversation(
      Outgoing out,
      Connections connections,
      ConfStore confs,
      CallServices services,
      LargeMessages large) {
    this.out = out;
    this.connections = connections;
    this.confs = confs;
    this.services = services;
    this.large = large;
    this.leaving = new Leaving(this, out, large, services.nanoTime());
    this.body = new BodyWait(services.waiting());
    this.admission = new Admission(connections, confs, services);
  }

  /** Takes what APISIX says. */
  void read(GatewayMessage message) {
    if (state instanceof Idle) {
      readIdle(message);
    } else if (state instanceof Parting) {
      turnAway(message);
    } else if (state instanceof Closed) {
      return;
    } else if (!(message instanceof ExtraInfoReply reply)) {
      refuse(
          message.getClass().getSimpleName() + ": during a call (expected: an extra-info reply)");
    } else if (state instanceof Running running) {
      readAnswer(running, reply);
    } else if (state instanceof Draining draining) {
      state = Draining.of(draining.left() - 1);
      leaveIfIdle();
    }
  }

  /** Whether nothing is under way, and a conf or a call may come. */
  boolean isIdle() {
    return state instanceof Idle;
  }

  /** Whether a call is under way. */
  boolean isRunning() {
    return state instanceof Running;
  }

  /** Whether a question is open, during a call or after its reply. */
  boolean isOwedAnAnswer() {
    return state instanceof Draining
        || (state instanceof Running running && !running.unanswered().isEmpty());
  }

  /** Whether it is over: what still comes is dropped. */
  boolean isClosed() {
    return state instanceof Closed;
  }

  /** The call under way, if there is one. For any thread. */
  Optional<CallRun> current() {
    return Optional.ofNullable(current);
  }

  @Override
  public void execute(Runnable work) {
    try {
      out.channel().eventLoop().execute(() -> runOrFail(work));
    } catch (RejectedExecutionException e) {
      logger.debug("{}: its event loop has ended", out.name(), e);
    }
  }

  @Override
  public boolean onEventLoop() {
    return out.channel().eventLoop().inEventLoop();
  }

  @Override
  public void ask(CallRun run, List<Question> questions) {
    if (!(state instanceof Running running) || running.run() != run) {
      return; // the call is over; its questions have been failed
    }
    if (!body.tryBegin(questions)) {
      execute(run::denyForWaiting); // later: a filter may be at work right here
      return;
    }
    List<ExtraInfoQuery> queries = new ArrayList<>(questions.size());
    for (Question question : questions) {
      queries.add(new ExtraInfoQuery(question.info()));
    }
    out.ask(queries); // first: a filter may have left no stack for it, and no answer would come
    for (Question question : questions) {
      running.unanswered().add(question);
      services.meter().asked(question);
    }
  }

  @Override
  public void answer(RunnerMessage reply) {
    out.write(reply);
    pending = null;
    out.flush();
    leaveIfIdle();
  }

  @Override
  public void answer(CallRun run, Ending ending) {
    if (!(state instanceof Running running) || running.run() != run) {
      return;
    }
    Ending said = write(run, ending);
    state = Draining.of(running.unanswered().size()); // from here on nothing else answers the call
    callEnded();
    tell(run, said); // whoever reads the reply finds it counted
    out.flush();
    leaveIfIdle();
  }

  /** The peer does not keep to the protocol: it is told so, once, and hung up on. */
  void refuse(String why) {
    if (state instanceof Closed) {
      return;
    }
    try {
      services.failures().protocolBroken(out.name(), current, why);
      loseCall(Cause.PROTOCOL_BROKEN, null, "the connection broke the protocol");
    } finally {
      endWith(new ErrorReply(ErrorCode.BAD_REQUEST));
    }
  }

  /**
   * The runner itself is wrong: the call is denied, since an end without a reply might let it pass.
   */
  void fail(Throwable cause) {
    if (state instanceof Closed) {
      return;
    }
    GatewayMessage open = state instanceof Running running ? running.run().message() : pending;
    try {
      services.failures().runnerFailed(out.name(), cause);
      if (pending != null) {
        admission.failed(pending);
      }
      endCall("the runner failed", this::tellFailed);
    } finally {
      if (open == null) {
        close();
      } else {
        endWith(Denials.unavailable(open));
      }
    }
  }

  /** There is nobody to talk to any more. */
  void hungUp() {
    state = new Closed();
    loseCall(Cause.HUNG_UP, null, "APISIX hung up");
  }

  /**
   * A filter holds the event loop for ever: ends the call under way. Under the conditions of {@link
   * Connection#lose}.
   *
   * @return how many calls this has ended
   */
  int lose(String filter) {
    CallRun run = current;
    String why = "its event loop is held by filter " + filter;
    if (run != null) {
      run.abortQuestions(why);
    }
    state = new Closed();
    loseCall(Cause.LOOP_LOST, filter, why);
    return run == null ? 0 : 1;
  }

  /**
   * Has the connection end in a certain way; to be said again until it has. For a task of the event
   * loop: all that was read has been looked at.
   */
  void leave(Departure how) {
    leaving.leave(how);
  }

  /** The runner lets go of the connection, on which nothing is under way. */
  void part() {
    state = new Parting();
  }

  /** Whether the runner lets go of the connection, and it has not ended yet. */
  boolean isParting() {
    return state instanceof Parting;
  }

  /** Ends the connection when all that was written has left. */
  void close() {
    state = new Closed();
    out.closeAfterWrites();
  }

  /** A call whose run broke must not wait for a reply that nobody will send. */
  private void runOrFail(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void readIdle(GatewayMessage message) {
    pending = message;
    if (message instanceof PrepareConf prepare) {
      answer(new PrepareConfReply(confs.prepare(prepare)));
    } else if (message instanceof HttpReqCall || message instanceof HttpRespCall) {
      begin(admission.admit(message, this));
    } else {
      refuse("ExtraInfoReply: without a question (expected: a conf or a call)");
    }
  }

  /** What APISIX has sent when it could not see yet that the connection ends. */
  private void turnAway(GatewayMessage message) {
    if (message instanceof ExtraInfoReply) {
      return;
    }
    pending = message;
    if (message instanceof PrepareConf prepare) {
      answer(new PrepareConfReply(confs.prepare(prepare)));
    } else {
      // The one answer upon which a call is made again, and on another connection.
      answer(Admission.TOKEN_NOT_FOUND);
    }
  }

  private void begin(@Nullable CallRun run) {
    if (run != null) {
      state = new Running(run);
      current = run;
      pending = null;
      run.start();
    }
  }

  private void readAnswer(Running running, ExtraInfoReply reply) {
    Question question = running.unanswered().poll();
    if (question == null) {
      refuse("ExtraInfoReply: without a question (expected: nothing until the reply)");
    } else {
      body.answered(question);
      question.answer().complete(reply.result());
    }
  }

  /** Writes the reply of a call, or its denial if the reply fits no frame; what was written. */
  private Ending write(CallRun run, Ending ending) {
    try {
      out.write(ending.reply());
      return ending;
    } catch (MessageTooLargeException e) {
      services.failures().tooLarge(run, String.valueOf(e.getMessage()));
      Ending denial = Ending.denied(Denials.unavailable(run.message()), Cause.REPLY_TOO_LARGE);
      out.write(denial.reply());
      return denial;
    }
  }

  private void tell(CallRun run, Ending said) {
    if (said.verdict() == Ending.Verdict.DENIED) {
      services.observer().denied(run.context().id());
    }
    services.meter().ended(run, said);
  }

  /** The runner itself is wrong: the call is told as the denial that it gets. */
  private void tellFailed(CallRun run) {
    services.failures().happened(Cause.INTERNAL_ERROR, null, run.phase());
    tell(run, Ending.denied(Denials.unavailable(run.message()), Cause.INTERNAL_ERROR));
  }

  /** Tells the peer a last thing and hangs up, also if that cannot be said. */
  private void endWith(RunnerMessage last) {
    try {
      out.write(last);
    } catch (RuntimeException | Error e) {
      logger.debug("{}: ends without its last message", out.name(), e);
    } finally {
      close();
    }
  }

  /** Ends the call under way, if there is one, without a reply. */
  private void loseCall(Cause cause, @Nullable String filter, String why) {
    endCall(
        why,
        run -> {
          services.failures().happened(cause, filter, run.phase());
          services.meter().lost(run, cause);
        });
  }

  /** Ends the call under way, if there is one; it lets go of all even if that cannot be told. */
  private void endCall(String why, Consumer<CallRun> tell) {
    CallRun run = current;
    if (run != null) {
      callEnded();
      try {
        tell.accept(run);
      } finally {
        run.cancel(why);
      }
    }
  }

  private void callEnded() {
    current = null;
    body.over();
    large.callOver();
    connections.callEnded();
  }

  /** A reply has been written, or an answer that nobody waited for has come. */
  private void leaveIfIdle() {
    if (isIdle()) {
      leaving.idle();
    }
  }
}
