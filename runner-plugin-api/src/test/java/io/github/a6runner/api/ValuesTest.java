/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void stops_thatSayTheSame_areEqual() {
    Decision stop = Decision.stop(401).header("X-A", "1").body("who?");

    assertThat(stop)
        .isEqualTo(Decision.stop(401).header("X-A", "1").body("who?"))
        .hasSameHashCodeAs(Decision.stop(401).header("X-A", "1").body("who?"))
        .isNotEqualTo(Decision.stop(403).header("X-A", "1").body("who?"))
        .isNotEqualTo(Decision.stop(401).body("who?"))
        .isNotEqualTo(Decision.stop(401).header("X-A", "1").body("you?"))
        .isNotEqualTo(Decision.proceed());
  }

  @Test
  void stop_withALengthOfItsOwn_isRefused() {
    Decision.Stop stop = Decision.stop(200);

    for (String name : List.of("content-length", "Transfer-Encoding")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> stop.header(name, "5"))
          .withMessage("header " + name + ": cannot be changed (expected: left to the gateway)");
    }
  }

  @Test
  void needs_ofTheSameThings_areEqualInAnyOrder() {
    Needs needs = Needs.variables("a", "b").and(Needs.body());

    assertThat(needs)
        .isEqualTo(Needs.body().and(Needs.variables("b", "a")))
        .hasSameHashCodeAs(Needs.body().and(Needs.variables("b", "a")))
        .isNotEqualTo(Needs.variables("a", "b"))
        .isNotEqualTo(Needs.variables("a").and(Needs.body()));
  }

  @Test
  @SuppressWarnings("NullAway") // callers in other languages have no such check
  void body_ofNull_isRefusedByName() {
    assertThatNullPointerException().isThrownBy(() -> Body.of((String) null)).withMessage("text");
    assertThatNullPointerException().isThrownBy(() -> Body.of((byte[]) null)).withMessage("bytes");
  }

  @Test
  void body_ofCharactersThatTheCharsetHasNot_holdsItsReplacement() {
    assertThat(Body.of("a\u20ac", StandardCharsets.US_ASCII)).isEqualTo(Body.of("a?"));
  }

  @Test
  void decoded_manyCodings_areRefusedBeforeAnyPass() {
    Body body = Body.of("x");

    assertThat(body.decoded("identity, identity,,identity", 10)).isEqualTo(body);
    assertThatExceptionOfType(BodyUnavailableException.class)
        .isThrownBy(() -> body.decoded("identity,identity,identity,identity,identity", 10))
        .withMessage("Content-Encoding: 5 codings (expected: at most 4)");
  }

  @Test
  void body_decodedToLessThanNothing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Body.empty().decoded("identity", -1))
        .withMessage("limit: -1 (expected: 0 or more)");
  }

  @Test
  void header_longNameThatIsNone_isCutBetweenCharacters() {
    String before = "x".repeat(63);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Header.checkName(before + "\uD83D\uDE00"))
        .withMessageStartingWith("header name: \"" + before + "\"... (expected");
  }
}
