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
import io.github.a6runner.protocol.GatewayMessage.HttpRespCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import io.github.a6runner.protocol.MessageTooLargeException;
import io.github.a6runner.protocol.RunnerMessage;
import io.github.a6runner.protocol.RunnerMessage.ErrorReply;
import io.github.a6runner.protocol.RunnerMessage.PrepareConfReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
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
  private final OpenQuestions questions;
  private final Admission admission;

  private ConnectionState state = ConnectionState.IDLE;

  /** A message that was read and has neither a reply nor a run yet; else null. */
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
    this.questions = new OpenQuestions(out, services);
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
    } else if (state instanceof Running) {
      readAnswer(reply);
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
    return state instanceof Draining || questions.count() > 0;
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
  public void ask(CallRun run, List<Question> asked) {
    if (!isRunning(run)) {
      return; // it is over; its questions have been failed
    }
    if (!questions.tryAsk(asked)) {
      execute(run::denyForWaiting); // later: a filter may be at work right here
    }
  }

  @Override
  public void answer(CallRun run, Ending ending) {
    if (!isRunning(run)) {
      return;
    }
    Ending said = write(run, ending);
    if (!isRunning(run)) {
      return; // the write has failed, and with it all that is said here
    }
    state = Draining.of(questions.count()); // from here on nothing else answers the call
    callEnded();
    run.tell(said); // whoever reads the reply finds it counted
    out.flush();
    leaveIfIdle();
  }

  /**
   * The peer does not keep to the protocol: it is told so, once, and hung up on. A response under
   * way is denied instead, since an error would let the body through.
   */
  void refuse(String why) {
    if (state instanceof Closed) {
      return;
    }
    CallRun run = current;
    RunnerMessage last =
        run != null && run.message() instanceof HttpRespCall call
            ? Denials.unavailable(call)
            : new ErrorReply(ErrorCode.BAD_REQUEST);
    try {
      services.failures().protocolBroken(out.name(), run, why);
      loseCall(Cause.PROTOCOL_BROKEN, null, "the connection broke the protocol");
    } finally {
      endWith(last);
    }
  }

  /**
   * The runner itself is wrong: the call is denied, since an end without a reply might let it pass.
   */
  void fail(Throwable cause) {
    if (state instanceof Closed) {
      return;
    }
    CallRun run = current;
    GatewayMessage open = run == null ? pending : run.message();
    try {
      services.failures().runnerFailed(out.name(), cause);
      if (pending instanceof GatewayMessage.Call call) {
        admission.failed(call);
      }
      if (run != null) {
        callEnded();
        run.fail();
      }
    } finally {
      if (open == null) {
        close();
      } else {
        endWith(
            open instanceof GatewayMessage.Call call ? Denials.unavailable(call) : Denials.ERROR);
      }
    }
  }

  /** There is nobody to talk to any more. */
  void hungUp() {
    state = ConnectionState.CLOSED;
    loseCall(Cause.HUNG_UP, null, "APISIX hung up");
  }

  /**
   * A filter holds the event loop for ever: ends the call under way. Under the conditions of {@link
   * Connection#lose}.
   *
   * @return how many calls this has ended
   */
  int lose(String filter) {
    state = ConnectionState.CLOSED;
    CallRun run = current;
    if (run == null) {
      return 0;
    }
    String why = "its event loop is held by filter " + filter;
    run.abortQuestions(why);
    loseCall(Cause.LOOP_LOST, filter, why);
    return 1;
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
    state = ConnectionState.PARTING;
  }

  /** Whether the runner lets go of the connection, and it has not ended yet. */
  boolean isParting() {
    return state instanceof Parting;
  }

  /** Ends the connection when all that was written has left. */
  void close() {
    state = ConnectionState.CLOSED;
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
    } else if (message instanceof GatewayMessage.Call call) {
      take(admission.admit(call, this));
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
      answer(Admission.TOKEN_NOT_FOUND.reply());
    }
  }

  private void take(Admission.Result result) {
    if (result instanceof CallRun run) {
      state = new Running(run);
      current = run;
      pending = null;
      run.start();
    } else if (result instanceof Admission.Turned turned) {
      answer(turned.reply());
    }
  }

  /** Answers what came last and has no run: a conf, or a call that is not let in. */
  private void answer(RunnerMessage reply) {
    out.write(reply);
    pending = null;
    out.flush();
    leaveIfIdle();
  }

  private void readAnswer(ExtraInfoReply reply) {
    if (!questions.answer(reply)) {
      refuse("ExtraInfoReply: without a question (expected: nothing until the reply)");
    }
  }

  private boolean isRunning(CallRun run) {
    return state instanceof Running running && running.run() == run;
  }

  /** Writes the reply of a call, or its denial if the reply fits no frame; what was written. */
  private Ending write(CallRun run, Ending ending) {
    try {
      out.write(ending.reply());
      return ending;
    } catch (MessageTooLargeException e) {
      services.failures().tooLarge(run, String.valueOf(e.getMessage()));
      Ending denial = new Ending.Denied(Denials.unavailable(run.message()), Cause.REPLY_TOO_LARGE);
      out.write(denial.reply());
      return denial;
    }
  }

  /** Tells the peer a last thing and hangs up, also if that cannot be said. */
  private void endWith(RunnerMessage last) {
    // First: a write that fails is a failure of the conversation, too.
    state = ConnectionState.CLOSED;
    try {
      out.write(last);
    } catch (RuntimeException | Error e) {
      logger.debug("{}: ends without its last message", out.name(), e);
    } finally {
      out.closeAfterWrites();
    }
  }

  private void loseCall(Cause cause, @Nullable String filter, String why) {
    CallRun run = current;
    if (run != null) {
      callEnded();
      run.lose(cause, filter, why);
    }
  }

  private void callEnded() {
    current = null;
    questions.callOver();
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
