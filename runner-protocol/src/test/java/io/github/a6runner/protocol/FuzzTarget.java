/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** What is fuzzed: streams of both directions, and the payload of each kind of frame. */
enum FuzzTarget {
  GATEWAY_STREAM(input -> stream(true, input)),
  RUNNER_STREAM(input -> stream(false, input)),
  PREPARE_CONF(input -> HostilePayload.check(true, FrameType.PREPARE_CONF, input).isPresent()),
  HTTP_REQ_CALL(input -> HostilePayload.check(true, FrameType.HTTP_REQ_CALL, input).isPresent()),
  HTTP_RESP_CALL(input -> HostilePayload.check(true, FrameType.HTTP_RESP_CALL, input).isPresent()),
  EXTRA_INFO_REPLY(input -> HostilePayload.check(true, FrameType.EXTRA_INFO, input).isPresent()),
  ERROR_REPLY(input -> HostilePayload.check(false, FrameType.ERROR, input).isPresent()),
  PREPARE_CONF_REPLY(
      input -> HostilePayload.check(false, FrameType.PREPARE_CONF, input).isPresent()),
  HTTP_REQ_REPLY(input -> HostilePayload.check(false, FrameType.HTTP_REQ_CALL, input).isPresent()),
  EXTRA_INFO_QUERY(input -> HostilePayload.check(false, FrameType.EXTRA_INFO, input).isPresent()),
  HTTP_RESP_REPLY(
      input -> HostilePayload.check(false, FrameType.HTTP_RESP_CALL, input).isPresent());

  @SuppressWarnings("ImmutableEnumChecker") // all of them are lambdas without state
  private final Predicate<byte[]> check;

  FuzzTarget(Predicate<byte[]> check) {
    this.check = check;
  }

  /** Returns the target of a name as it is written in the names of folders. */
  static FuzzTarget named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns the name of the folder of its inputs. */
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Throws if an input shows that something is wrong; returns whether it says anything. */
  boolean check(byte[] input) {
    return check.test(input);
  }

  /** The first byte of an input says how the others are cut into pieces. */
  private static boolean stream(boolean fromGateway, byte[] input) {
    if (input.length == 0) {
      return false;
    }
    int pieceLength = 1 + (input[0] & 0xFF);
    byte[] stream = Arrays.copyOfRange(input, 1, input.length);
    return HostileStream.check(fromGateway, stream, pieceLength) > 0;
  }
}
