/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "\u0000", "\u00fc", "\u4f60\u597d", "\ud83d\ude00", "\ufffd", "a\ufffdb"})
  void decode_utf8_saysTheString(String string) {
    Text text = Text.decode(string.getBytes(UTF_8));
    assertThat(text.string()).isEqualTo(string);
    assertThat(text).isEqualTo(Text.of(string)).hasSameHashCodeAs(Text.of(string));
    assertThat(text.toByteArray()).isEqualTo(string.getBytes(UTF_8));
    assertThat(text).hasToString(string);
  }

  @Test
  void decode_latin1_saysItAndKeepsTheBytes() {
    byte[] bytes = "caf\u00e9".getBytes(ISO_8859_1);
    Text text = Text.decode(bytes);
    assertThat(text.string()).isEqualTo("caf\u00e9");
    assertThat(text.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void equals_sameStringFromOtherBytes_isFalse() {
    Text latin1 = Text.decode("caf\u00e9".getBytes(ISO_8859_1));
    assertThat(latin1).isNotEqualTo(Text.of("caf\u00e9"));
    assertThat(latin1).isEqualTo(Text.decode("caf\u00e9".getBytes(ISO_8859_1)));
  }

  @Test
  void decode_replacementCharacterBesideInvalidBytes_isLatin1() {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD, (byte) 0xC3};
    assertThat(Text.decode(bytes).string()).isEqualTo("\u00ef\u00bf\u00bd\u00c3");
    assertThat(Text.decode(bytes).toByteArray()).isEqualTo(bytes);
  }

  /** Whether its string is known changes how it is compared, and must not change the result. */
  @Test
  void says_ofTextThatCameAsBytes_isAsOfItsString() {
    Random random = new Random(1);
    String letters = "aAzZ@[`{\u212a\u00e4\u00c4k\ufffd";
    for (int round = 0; round < 20_000; round++) {
      String other = word(random, letters);
      byte[] bytes = (random.nextBoolean() ? word(random, letters) : other).getBytes(UTF_8);
      if (random.nextInt(4) == 0 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) 0x20; // another case, or no UTF-8 any more
      }
      String string = Text.decode(bytes).string();
      assertThat(Text.decode(bytes).says(other)).isEqualTo(string.equals(other));
      assertThat(Text.decode(bytes).saysInAnyCase(other))
          .isEqualTo(lower(string).equals(lower(other)));
    }
  }

  private static String word(Random random, String letters) {
    StringBuilder word = new StringBuilder();
    for (int left = random.nextInt(4); left > 0; left--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static String lower(String string) {
    return string
        .chars()
        .map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)
        .boxed()
        .map(Character::toString)
        .collect(Collectors.joining());
  }

  @Test
  void decode_anyBytes_givesThemBackAndTellsThemApart() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(8)];
      random.nextBytes(bytes);
      Text text = Text.decode(bytes);
      assertThat(text.toByteArray()).isEqualTo(bytes);
      assertThat(text).isEqualTo(Text.wrap(bytes, 0, bytes.length));
      byte[] asUtf8 = text.string().getBytes(UTF_8);
      assertThat(text.equals(Text.of(text.string()))).isEqualTo(Arrays.equals(asUtf8, bytes));
    }
  }

  @Test
  void wrap_partOfAnArray_isThatPart() {
    Text text = Text.wrap("abcdefgh".getBytes(UTF_8), 2, 3);
    assertThat(text.says("cde")).isTrue();
    assertThat(text.saysInAnyCase("CDE")).isTrue();
    assertThat(text).isEqualTo(Text.of("cde"));
    assertThat(text.toByteArray()).asString(UTF_8).isEqualTo("cde");
  }

  @Test
  void decode_arrayThatChangesLater_isNotAffected() {
    byte[] bytes = {(byte) 0xFF};
    Text text = Text.decode(bytes);
    bytes[0] = 'a';
    text.toByteArray()[0] = 'b';
    assertThat(text.toByteArray()).containsExactly(0xFF);
  }

  @Test
  void of_halfOfSurrogatePair_isQuestionMark() {
    assertThat(Text.of("a\ud83d").string()).isEqualTo("a?");
    assertThat(Text.of("\ude00\ud83d")).isEqualTo(Text.of("??"));
    assertThat(Text.of("\ud83d\ude00").string()).isEqualTo("\ud83d\ude00");
  }

  @Test
  void of_stringThatCanBeSent_isKeptAsItIs() {
    String string = "caf\u00e9".repeat(2);
    assertThat(Text.of(string).string()).isSameAs(string);
  }

  @Test
  void hashCode_ofOtherTexts_isAnother() {
    assertThat(Text.of("a").hashCode()).isNotEqualTo(Text.of("b").hashCode());
  }
}
