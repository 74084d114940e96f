/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.InvalidConfException;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfSchemaTest {
  record Conf(@Min(1) int limit, @Default("here") String realm) {}

  record Other(int x) {
    record Login(String token) {}
  }

  record Unfit(Thread x) {}

  record Login(String user, @Secret String password) {}

  record Secretive(
      @Secret Optional<String> key,
      @Secret @Default("hush-1") String token,
      @Default("{\"user\": \"u\", \"password\": \"hush-2\"}") Login login,
      @Default("{\"user\": \"hush-2\"}") Map<String, String> alike,
      @Default("[]") List<Login> others) {}

  private record AFilter(Function<ConfSource, Object> configuring) implements Filter<Object> {
    @Override
    public String name() {
      return "a";
    }

    @Override
    public Object configure(ConfSource source) {
      return configuring.apply(source);
    }

    @Override
    public Decision onRequest(RequestCall call, Object conf) {
      return Decision.proceed();
    }
  }

  private static ConfSchema schemaOf(Function<ConfSource, Object> configuring) {
    try (FilterSet filters = FilterSet.of(new AFilter(configuring))) {
      return filters.filters().get(0).confSchema();
    }
  }

  private static JsonNode json(Function<ConfSource, Object> configuring) {
    return assertDoesNotThrow(
        () -> new ObjectMapper().readTree(schemaOf(configuring).json().orElseThrow()));
  }

  static List<Arguments> readers() {
    return List.of(
        reader("what is bound", source -> source.as(Conf.class)),
        reader("made into another class", source -> source.as(Conf.class).toString()),
        reader("text and record", source -> source.text() + source.as(Conf.class)),
        reader("refused in other words", ConfSchemaTest::inOtherWords));
  }

  private static Arguments reader(String what, Function<ConfSource, Object> configuring) {
    return Arguments.of(what, configuring);
  }

  private static Object inOtherWords(ConfSource source) {
    try {
      return source.as(Conf.class);
    } catch (InvalidConfException e) {
      throw new IllegalStateException("my own words", e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void confSchema_howeverARecordIsUsed_isThatOfTheRecord(
      String what, Function<ConfSource, Object> configuring) {
    assertThat(json(configuring).at("/properties/limit/minimum").intValue()).isEqualTo(1);
    assertThat(json(configuring).at("/properties/realm/default").textValue()).isEqualTo("here");
    assertThat(json(configuring).at("/required")).hasToString("[\"limit\"]");
  }

  static List<Arguments> without() {
    return List.of(
        Arguments.of("the filter reads the text itself", reading(source -> source.text())),
        Arguments.of("the filter takes no configuration", reading(source -> "none")),
        Arguments.of("the filter takes no configuration", reading(ConfSchemaTest::throwing)),
        Arguments.of("the filter chooses from several records", reading(ConfSchemaTest::choosing)),
        Arguments.of("record ", reading(source -> source.as(Unfit.class))));
  }

  private static Function<ConfSource, Object> reading(Function<ConfSource, Object> configuring) {
    return configuring;
  }

  private static Object throwing(ConfSource source) {
    throw new AssertionError("a bug");
  }

  private static Object choosing(ConfSource source) {
    try {
      return source.as(Conf.class);
    } catch (InvalidConfException e) {
      return source.as(Other.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("without")
  void confSchema_withoutOneRecord_saysWhyThereIsNone(
      String reason, Function<ConfSource, Object> configuring) {
    ConfSchema schema = schemaOf(configuring);

    assertThat(schema.json()).isEmpty();
    assertThat(schema.reason().orElseThrow()).startsWith(reason);
    assertThat(schema.never()).isEqualTo(reason.startsWith("record "));
  }

  @Test
  void confSchema_secrets_areMarkedAndNotShown() {
    JsonNode properties = json(source -> source.as(Secretive.class)).get("properties");

    assertThat(properties.toString()).doesNotContain("hush");
    assertThat(properties.at("/key/writeOnly").booleanValue()).isTrue();
    assertThat(properties.at("/token/writeOnly").booleanValue()).isTrue();
    assertThat(properties.at("/login").has("default")).isFalse();
    assertThat(properties.at("/others/default")).hasToString("[]");
  }

  @Test
  void confSchema_whatTheFilterMakesOfIt_isClosed() {
    AtomicReference<String> state = new AtomicReference<>("open");
    AutoCloseable conf = () -> state.set("closed");

    assertThat(schemaOf(source -> conf).json()).isEmpty();

    assertThat(state).hasValue("closed");
  }

  @Test
  void confSchema_recordsOfOneName_areTwoDefinitions() {
    record Holder(Login one, Other.Login two) {}

    JsonNode schema = json(source -> source.as(Holder.class));

    assertThat(schema.at("/properties/one/$ref").textValue()).isEqualTo("#/$defs/Login");
    assertThat(schema.at("/properties/two/$ref").textValue()).isEqualTo("#/$defs/Login2");
    assertThat(schema.at("/$defs/Login2/properties").has("token")).isTrue();
  }

  @Test
  void init_schemaAndReason_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfSchema(Optional.of("{}"), Optional.of("why"), false))
        .withMessageContaining("expected: one of the two");
  }
}
