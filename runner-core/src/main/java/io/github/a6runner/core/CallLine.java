/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import io.github.a6runner.core.call.GatewayInfo;
import java.util.List;

/**
 * The connection, as a call sees it. {@link #execute} and {@link #onEventLoop} are for any thread,
 * the others for the connection's own.
 */
interface CallLine {

  /** Runs something on the connection's thread. */
  void execute(Runnable work);

  /** Whether the current thread is the connection's. */
  boolean onEventLoop();

  /** Sends questions of a call, in one write. A call that is over has none. */
  void ask(CallRun run, List<GatewayInfo.Question> questions);

  /** Ends a call with its reply. The first one counts, any other is dropped. */
  void answer(CallRun run, Ending ending);
}
