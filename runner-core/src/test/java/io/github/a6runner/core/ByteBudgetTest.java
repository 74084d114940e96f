/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);
  private final List<String> granted = new ArrayList<>();

  @Test
  void reserve_allThatThereIs_isGrantedAndOneMoreIsNot() {
    assertThat(budget.reserve(wish("all", 100))).isTrue();
    assertThat(budget.reserve(wish("one", 1))).isFalse();

    assertThat(budget.reserved()).isEqualTo(100);
    assertThat(granted).as("who is let in at once is not called").isEmpty();
  }

  @Test
  void reserve_whileOthersWait_waitsThoughItWouldFit() {
    assertThat(budget.reserve(wish("first", 60))).isTrue();
    assertThat(budget.reserve(wish("large", 50))).isFalse();

    assertThat(budget.reserve(wish("small", 1))).isFalse();
  }

  @Test
  void give_grantsThoseThatFitNowInTheirOrder() {
    assertThat(budget.reserve(wish("first", 100))).isTrue();
    for (int i = 0; i < 3; i++) {
      assertThat(budget.reserve(wish("" + i, 40))).isFalse();
    }

    budget.give(100);

    assertThat(granted).containsExactly("0", "1");
    assertThat(budget.reserved()).isEqualTo(80);
  }

  @Test
  void withdraw_oneThatWaits_isTakenBackAndLetsTheOthersIn() {
    ByteBudget.Wish large = wish("large", 50);
    assertThat(budget.reserve(wish("first", 60))).isTrue();
    assertThat(budget.reserve(large)).isFalse();
    assertThat(budget.reserve(wish("small", 40))).isFalse();

    assertThat(budget.withdraw(large)).isTrue();

    assertThat(granted).containsExactly("small");
    assertThat(budget.reserved()).isEqualTo(100);
  }

  @Test
  void withdraw_oneThatWasGranted_isTooLate() {
    ByteBudget.Wish wish = wish("granted", 50);
    assertThat(budget.reserve(wish)).isTrue();

    assertThat(budget.withdraw(wish)).isFalse();

    assertThat(budget.reserved()).as("to be given back").isEqualTo(50);
  }

  private ByteBudget.Wish wish(String name, long bytes) {
    return new ByteBudget.Wish(bytes, () -> granted.add(name));
  }
}
