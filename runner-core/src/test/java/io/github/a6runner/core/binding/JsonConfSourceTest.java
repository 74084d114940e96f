/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Max;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.OneOf;
import io.github.a6runner.api.Secret;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConfSourceTest {
  private enum Scope {
    ONCE,
    GLOBAL
  }

  private enum Case {
    a,
    A
  }

  private record Inner(int rate, Optional<Inner> next) {}

  private record Everything(
      String text,
      boolean flag,
      int count,
      Long size,
      double share,
      BigDecimal exact,
      BigInteger huge,
      Scope scope,
      Inner inner,
      List<String> tokens,
      Set<Integer> codes,
      Map<String, Inner> limits,
      Optional<String> body,
      @Field("max-age") Optional<Integer> maxAge) {}

  private record Optionals(
      Optional<String> text,
      Optional<Boolean> flag,
      Optional<Integer> count,
      Optional<Long> size,
      Optional<Double> share,
      Optional<BigInteger> huge,
      Optional<Scope> scope,
      Optional<Inner> inner,
      Optional<List<String>> tokens,
      Optional<Set<String>> codes,
      Optional<Map<String, Integer>> limits,
      List<Optional<String>> gaps) {}

  private record Limited(
      @Min(1) @Max(10) Optional<Integer> count,
      @Min(value = 0, exclusive = true) Optional<Double> rate,
      @Max(0.5) Optional<BigDecimal> share,
      @OneOf({"once", "global"}) Optional<String> scope,
      @OneOf({"a", "b"}) Optional<List<String>> names,
      @Min(0) Optional<Long> size,
      @Min(0) @Max(value = 1, exclusive = true) Optional<Double> part,
      @Max(value = 0, exclusive = true) Optional<BigDecimal> debt) {}

  private record Defaults(
      @Default("text, not \"JSON\"") String text,
      @Default("[\"a\"]") List<String> list,
      @Default("7") @Min(5) int count,
      @Default("on") Optional<String> maybe,
      @Default("Global") Scope scope,
      @Default("{}") Map<String, String> map) {}

  record Guarded(int rate, int burst, @Secret Optional<String> key) {
    Guarded {
      if (rate > burst) {
        throw new IllegalArgumentException("rate is above burst");
      }
      if (key.isPresent()) {
        throw new IllegalArgumentException("cannot use " + key.get());
      }
      if (burst == 99) {
        throw new IllegalStateException("not now");
      }
    }
  }

  record Strict(Map<String, String> names) {
    Strict {
      requireNonNull(names.get("main"), "main");
    }
  }

  private record Outer(Optional<Guarded> guarded, List<Guarded> all) {}

  private record Hidden(@Secret Map<String, Integer> users) {}

  private static <T extends Record> T bind(Class<T> type, String text) {
    return new JsonConfSource(text).as(type);
  }

  private static void assertRefused(Class<? extends Record> type, String json, String message) {
    assertThatExceptionOfType(InvalidConfException.class)
        .isThrownBy(() -> bind(type, json))
        .withMessage(message);
  }

  @Test
  void as_everyType_isBound() {
    Everything bound =
        bind(
            Everything.class,
            """
            {"text": "t", "flag": true, "count": -3, "size": 9007199254740993, "share": 0.1,
             "exact": 0.10, "huge": 123456789012345678901234567890, "scope": "Once",
             "inner": {"rate": 1, "next": {"rate": 2}}, "tokens": ["b", "a"], "codes": [3, 1, 3],
             "limits": {"z": {"rate": 5}, "a": {"rate": 6}}, "body": null, "max-age": 60}
            """);

    assertThat(bound)
        .isEqualTo(
            new Everything(
                "t",
                true,
                -3,
                9007199254740993L,
                0.1,
                new BigDecimal("0.10"),
                new BigInteger("123456789012345678901234567890"),
                Scope.ONCE,
                new Inner(1, Optional.of(new Inner(2, Optional.empty()))),
                List.of("b", "a"),
                Set.of(1, 3),
                Map.of("z", new Inner(5, Optional.empty()), "a", new Inner(6, Optional.empty())),
                Optional.empty(),
                Optional.of(60)));
    assertThat(bound.codes()).containsExactly(3, 1);
    assertThat(bound.limits().keySet()).containsExactly("z", "a");
  }

  @Test
  void as_collections_areImmutable() {
    Optionals bound =
        bind(
            Optionals.class,
            "{\"tokens\":[\"a\"],\"codes\":[\"a\"],\"limits\":{\"a\":1},\"gaps\":[null,\"x\"]}");

    assertThat(bound.tokens().orElseThrow()).isUnmodifiable();
    assertThat(bound.codes().orElseThrow()).isUnmodifiable();
    assertThat(bound.limits().orElseThrow()).isUnmodifiable();
    assertThat(bound.gaps()).containsExactly(Optional.empty(), Optional.of("x")).isUnmodifiable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n\t", "{}", " {} "})
  void as_nothing_leavesOptionalsEmptyAndDefaults(String text) {
    assertThat(bind(Limited.class, text))
        .isEqualTo(bind(Limited.class, "{\"count\":null,\"names\":null}"));
    assertThat(bind(Defaults.class, text))
        .isEqualTo(
            new Defaults(
                "text, not \"JSON\"", List.of("a"), 7, Optional.of("on"), Scope.GLOBAL, Map.of()));
  }

  @Test
  void as_nullWhereADefaultIs_isEmptyForAnOptionalAndRefusedElse() {
    assertThat(bind(Defaults.class, "{\"maybe\":null}").maybe()).isEmpty();
    assertRefused(Defaults.class, "{\"text\":null}", "$.text: null (expected: text)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"count\":3.0}|3",
        "{\"count\":1e3}|1000",
        "{\"count\":-0}|0",
        "{\"count\":0e999}|0",
        "{\"count\":2147483647}|2147483647"
      })
  void as_wholeNumber_isTakenHoweverItIsWritten(String json, int expected) {
    assertThat(bind(Optionals.class, json.replace("}", ",\"gaps\":[]}")).count())
        .contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":\"1\"}|$.count: a text|a whole number from -2147483648 to 2147483647",
        "{\"count\":1.9}|$.count: a number with a fraction"
            + "|a whole number from -2147483648 to 2147483647",
        "{\"count\":2147483648}|$.count: a number out of range"
            + "|a whole number from -2147483648 to 2147483647",
        "{\"count\":1e20}|$.count: a number out of range"
            + "|a whole number from -2147483648 to 2147483647",
        "{\"size\":9223372036854775808}|$.size: a number out of range"
            + "|a whole number from -9223372036854775808 to 9223372036854775807",
        "{\"share\":1e400}|$.share: a number out of range|a number",
        "{\"share\":true}|$.share: true or false|a number",
        "{\"huge\":1e-5}|$.huge: a number with a fraction|a whole number",
        "{\"huge\":1e999999999}|$.huge: a number with too many digits"
            + "|at most 1000 without an exponent",
        "{\"huge\":1e-999999999}|$.huge: a number with too many digits"
            + "|at most 1000 without an exponent",
        "{\"share\":1e99999999999999}|$.share: a number with too many digits"
            + "|at most 1000 without an exponent",
        "{\"text\":4}|$.text: a number|text",
        "{\"text\":{}}|$.text: an object|text",
        "{\"flag\":\"true\"}|$.flag: a text|true or false",
        "{\"flag\":1}|$.flag: a number|true or false",
        "{\"scope\":\"hunter2\"}|$.scope: another text|one of once, global",
        "{\"scope\":0}|$.scope: a number|one of once, global",
        "{\"tokens\":\"hunter2\"}|$.tokens: a text|a list",
        "{\"tokens\":[\"a\",\"b\",null]}|$.tokens[2]: null|text",
        "{\"codes\":[[\"hunter2\"]]}|$.codes[0]: a list|text",
        "{\"limits\":[]}|$.limits: a list|an object",
        "{\"limits\":{\"a b\\n\":null}}|$.limits[\"a b\\u000a\"]: null"
            + "|a whole number from -2147483648 to 2147483647",
        "{\"inner\":{\"rate\":1,\"next\":{\"rate\":\"hunter2\"}}}|$.inner.next.rate: a text"
            + "|a whole number from -2147483648 to 2147483647",
        "{\"inner\":{\"next\":null}}|$.inner.rate: missing"
            + "|a whole number from -2147483648 to 2147483647",
        "{\"inner\":{\"rate\":1,\"x\":\"hunter2\"}}|$.inner.x: unknown field|one of rate, next",
        "{\"text\":\"hunter2\",\"text\":\"hunter2\"}|$.text: repeated field|each field once",
        "{\"inner\":{\"rate\":1,\"rate\":1}}|$.inner.rate: repeated field|each field once",
        "{}|$.gaps: missing|a list",
        "[]|$: a list|an object",
        "\"hunter2\"|$: a text|an object",
        "null|$: null|an object",
        "{\"text\":hunter2}|$: not JSON at line 1, column 9|an object",
        "{\"text\":\"hunter2|$: not JSON at line 1, column 17|an object",
        "{\"text\":NaN}|$: not JSON at line 1, column 12|an object",
        "{'text':1}|$: not JSON at line 1, column 2|an object",
        "{\"gaps\":[],}|$: not JSON at line 1, column 12|an object",
        "{\"gaps\":[]} \"hunter2\"|$: more text at line 1, column 13|nothing after the end"
      })
  void as_whatDoesNotFit_isRefusedWithPathAndExpectation(
      String json, String found, String expected) {
    assertRefused(Optionals.class, json, found + " (expected: " + expected + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":0}|$.count: a number out of range|a whole number from 1 to 10",
        "{\"count\":11}|$.count: a number out of range|a whole number from 1 to 10",
        "{\"rate\":0}|$.rate: a number out of range|a number above 0",
        "{\"rate\":1e-400}|$.rate: a number out of range|a number above 0",
        "{\"share\":0.51}|$.share: a number out of range|a number of at most 0.5",
        "{\"part\":1}|$.part: a number out of range|a number of at least 0 and below 1",
        "{\"part\":0.99999999999999999999}|$.part: a number out of range"
            + "|a number of at least 0 and below 1",
        "{\"debt\":0}|$.debt: a number out of range|a number below 0",
        "{\"size\":-1}|$.size: a number out of range"
            + "|a whole number from 0 to 9223372036854775807",
        "{\"scope\":\"Once\"}|$.scope: another text|one of once, global",
        "{\"names\":[\"a\",\"c\"]}|$.names[1]: another text|one of a, b"
      })
  void as_whatLimitsExclude_isRefused(String json, String found, String expected) {
    assertRefused(Limited.class, json, found + " (expected: " + expected + ")");
  }

  @Test
  void as_whatIsJustWithinLimits_isTaken() {
    assertThat(
            bind(
                Limited.class,
                """
                {"count": 10, "rate": 0.001, "share": 0.5, "scope": "once", "names": ["b", "a"],
                 "size": 0, "part": 0.999, "debt": -1}
                """))
        .isEqualTo(
            new Limited(
                Optional.of(10),
                Optional.of(0.001),
                Optional.of(new BigDecimal("0.5")),
                Optional.of("once"),
                Optional.of(List.of("b", "a")),
                Optional.of(0L),
                Optional.of(0.999),
                Optional.of(new BigDecimal("-1"))));
  }

  @Test
  void as_constantsThatDifferInCaseAlone_areToldApart() {
    record Cases(List<Case> all) {}

    assertThat(bind(Cases.class, "{\"all\":[\"A\",\"a\"]}").all()).containsExactly(Case.A, Case.a);
  }

  @Test
  void as_tooDeep_isRefused() {
    assertThatThrownBy(() -> bind(Optionals.class, "[".repeat(100_000)))
        .isInstanceOf(InvalidConfException.class)
        .hasMessageStartingWith("$: too large at line 1, column 1")
        .hasMessageEndingWith("(expected: at most 100 levels and 1000 digits)");
  }

  @Test
  void as_numberOfTooManyDigits_isRefused() {
    assertThatThrownBy(() -> bind(Optionals.class, "{\"huge\":" + "9".repeat(1001) + "}"))
        .isInstanceOf(InvalidConfException.class)
        .hasMessageStartingWith("$: too large at line 1, column");
  }

  @Test
  void as_fieldsOfARecordWithNone_areRefused() {
    record Empty() {}

    assertThat(bind(Empty.class, "")).isEqualTo(new Empty());
    assertRefused(Empty.class, "{\"bdy\":1}", "$.bdy: unknown field (expected: no fields)");
  }

  @Test
  void as_refusalOfTheConstructor_hasItsMessageAndPath() {
    assertRefused(
        Outer.class,
        "{\"all\":[{\"rate\":1,\"burst\":2},{\"rate\":2,\"burst\":1}]}",
        "$.all[1]: rate is above burst (expected: what the constructor of Guarded takes)");
  }

  @Test
  void as_refusalOfTheConstructorWithASecret_losesMessageAndCause() {
    assertThatThrownBy(() -> bind(Guarded.class, "{\"rate\":1,\"burst\":2,\"key\":\"hunter2\"}"))
        .isInstanceOf(InvalidConfException.class)
        .hasMessage("$: refused (expected: what the constructor of Guarded takes)")
        .hasNoCause();
  }

  /** Throws something that has its key in its words, or next to them. */
  record Leaky(String how, @Secret String key) {
    Leaky {
      switch (how) {
        case "parse" -> LocalDate.parse(key);
        case "refuse" -> throw new InvalidConfException("$.key: cannot use " + key);
        case "cause" -> throw new IllegalArgumentException("a bad key", new IOException(key));
        case "error" -> throw new AssertionError("not a key: " + key);
        case "suppressed" -> throw suppressing(new IOException(key));
        case "cyclic" -> throw cyclic(key);
        case "localized" -> throw new Localized(key);
        case "checked" -> sneak(new IOException(key));
        case "silent" -> throw new Unprintable();
        case "endless" -> throw new Endless();
        default -> throw new UnsupportedOperationException("not " + how);
      }
    }

    private static RuntimeException suppressing(Exception other) {
      RuntimeException failure = new UnsupportedOperationException("nothing");
      failure.addSuppressed(other);
      return failure;
    }

    private static RuntimeException cyclic(String key) {
      RuntimeException first = new UnsupportedOperationException("first");
      first.initCause(new IOException("second", new IOException(key, first)));
      return first;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }

  private static final class Localized extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Localized(String key) {
      super("cannot use " + key);
    }

    @Override
    public String getLocalizedMessage() {
      return "geht nicht";
    }
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }
  }

  private static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      return new Endless();
    }
  }

  private static Throwable failureOf(String how) {
    return catchThrowable(
        () -> bind(Leaky.class, "{\"how\":\"%s\",\"key\":\"hunter2\"}".formatted(how)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parse",
        "error",
        "suppressed",
        "cyclic",
        "localized",
        "checked",
        "silent",
        "endless"
      })
  void as_otherExceptionOfTheConstructorWithASecret_losesAllButItsClass(String how) {
    Throwable failure = failureOf(how);

    assertThat(failure)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "constructor of Leaky: [\\w.$]+, without its message, in which a @Secret value may be")
        .hasNoCause()
        .hasNoSuppressedExceptions();
    assertThat(failure.getStackTrace()).isNotEmpty();
  }

  @Test
  void as_otherExceptionOfTheConstructorWithASecret_saysWhichAndWhere() {
    Throwable failure = failureOf("parse");

    assertThat(failure).hasMessageContaining(DateTimeParseException.class.getName());
    assertThat(failure).hasStackTraceContaining(Leaky.class.getName() + ".<init>");
    assertThat(failure.getStackTrace()[0].getClassName()).startsWith("java.time.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "cause"})
  void as_refusalOfTheConstructorThatLeadsToASecret_losesMessageAndCause(String how) {
    assertThat(failureOf(how))
        .isInstanceOf(InvalidConfException.class)
        .hasMessage("$: refused (expected: what the constructor of Leaky takes)")
        .hasNoCause();
  }

  @Test
  void as_otherExceptionOfTheConstructorWithoutASecret_isPassedOn() {
    assertThat(failureOf("so"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("not so");
  }

  record Even(int number) {
    Even {
      if (number % 2 != 0) {
        throw new IllegalArgumentException("number: odd (expected: an even one)");
      }
    }
  }

  @Test
  void as_refusalOfTheConstructorThatSaysWhatItExpects_isNotAddedTo() {
    assertRefused(Even.class, "{\"number\":3}", "$: number: odd (expected: an even one)");
  }

  @Test
  void as_otherExceptionOfTheConstructor_isNoRefusal() {
    assertThatThrownBy(() -> bind(Guarded.class, "{\"rate\":1,\"burst\":99}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not now");
  }

  @Test
  void as_nullPointerExceptionOfTheConstructor_isARefusal() {
    assertRefused(
        Strict.class, "{\"names\":{}}", "$: main (expected: what the constructor of Strict takes)");
  }

  @Test
  void as_insideASecret_notEvenNamesArePrinted() {
    assertRefused(
        Hidden.class,
        "{\"users\":{\"hunter2\":\"x\"}}",
        "$.users: a text (expected: a whole number from -2147483648 to 2147483647)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"users\":{\"hunter2\":1,\"hunter2\":2}}|$.users: repeated field"
            + " (expected: each field once)",
        "{\"users\":{\"hunter2\":1e9999}}|$.users: a number with too many digits"
            + " (expected: at most 1000 without an exponent)"
      })
  void as_whatIsNotReadInsideASecret_isRefusedWithoutItsName(String json, String message) {
    assertRefused(Hidden.class, json, message);
  }

  @Test
  void toString_ofASource_doesNotShowItsText() {
    JsonConfSource source = new JsonConfSource("{\"key\":\"hunter2\"}");

    assertThat(source).hasToString("JsonConfSource[17 characters]");
    assertThat(source.text()).isEqualTo("{\"key\":\"hunter2\"}");
  }
}
