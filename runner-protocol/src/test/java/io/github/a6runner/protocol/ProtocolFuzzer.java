/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import org.jspecify.annotations.Nullable;

/** Where a fuzzer with coverage guidance comes in; see {@code ci/fuzz}. */
public final class ProtocolFuzzer {

  private static @Nullable FuzzTarget target;

  private ProtocolFuzzer() {}

  /** Called once by the fuzzer with the name of the target. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.named(arguments[0]);
  }

  /** Called by the fuzzer with each input; whatever it throws is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (target != null) {
      target.check(input);
    }
  }
}
