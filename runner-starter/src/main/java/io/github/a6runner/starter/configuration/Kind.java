/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.configuration;

import io.github.a6runner.core.setting.DurationText;
import io.github.a6runner.core.setting.OnFailure;
import io.github.a6runner.starter.management.ManagementAddress;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A kind of values that settings take. Immutable.
 *
 * @param name what the documentation calls it
 * @param reader makes the value of what is written
 * @param writer writes the value, so that the reader makes the same of it if it is not hidden
 * @param example a value as it is written
 * @param <T> the type of the values
 */
record Kind<T>(String name, Reader<T> reader, Function<T, String> writer, String example) {
  /** A duration with its unit. */
  static final Kind<Duration> DURATION =
      new Kind<>("duration", ConfigValue::duration, DurationText::of, "5s");

  /** A whole number. */
  static final Kind<Integer> NUMBER =
      new Kind<>("number", ConfigValue::integer, String::valueOf, "10");

  /** A whole number of things of which there has to be one. */
  static final Kind<Integer> COUNT =
      new Kind<>("number", ConfigValue::count, String::valueOf, "10");

  /** A size in bytes with its unit. */
  static final Kind<Long> SIZE = new Kind<>("size", ConfigValue::bytes, Sizes::format, "32MB");

  /** True or false. */
  static final Kind<Boolean> SWITCH =
      new Kind<>("`true` or `false`", ConfigValue::bool, String::valueOf, "true");

  /** The path of a file. */
  static final Kind<String> FILE =
      new Kind<>("file", value -> value.text("a file"), YamlText::scalar, "logs/x.log");

  /** The path of a folder. */
  static final Kind<String> FOLDER =
      new Kind<>("folder", value -> value.text("a folder"), YamlText::scalar, "plugins");

  /** The address of a Unix socket. */
  static final Kind<Path> ADDRESS =
      new Kind<>(
          "address",
          Kind::address,
          path -> YamlText.scalar(ListenAddress.of(path)),
          "unix:/tmp/a6.sock");

  /** Users by name or number. */
  static final Kind<List<String>> USERS =
      new Kind<>("list of users", Kind::users, Kind::list, "[nobody, 1000]");

  /** What becomes of a call when its filter fails. */
  static final Kind<OnFailure> ON_FAILURE =
      new Kind<>(
          "`fail`, `skip` or `stop` with a status",
          ConfigValue::onFailure,
          OnFailure::toString,
          "skip");

  /** What only a filter understands, as JSON; of what may be secret the names are written. */
  static final Kind<String> SETTINGS =
      new Kind<>(
          "mapping", YamlJson::object, YamlJson::hidden, "{\"url\":\"https://example.org\"}");

  /** Where the management listens, or `off`. */
  static final Kind<Optional<ManagementAddress>> MANAGEMENT =
      new Kind<>(
          "address or `off`",
          Kind::management,
          value -> value.map(address -> YamlText.scalar(address.toString())).orElse("off"),
          "127.0.0.1:9901");

  private static final String AUTO = "auto";

  /** Makes a value of what is written. */
  interface Reader<T> {
    T read(ConfigValue value) throws UsageException;
  }

  /** One constant of an enum, in lower case with dashes. */
  static <E extends Enum<E>> Kind<E> oneOf(E[] constants) {
    return new Kind<>(
        Words.anyOf(Stream.of(constants).map(constant -> "`" + Words.of(constant) + "`").toList()),
        value -> value.oneOf(constants),
        Words::of,
        Words.of(constants[constants.length - 1]));
  }

  /** The same, or `auto` for what depends on the surroundings. */
  static <T> Kind<Optional<T>> orAuto(Kind<T> kind) {
    return new Kind<>(
        kind.name() + " or `auto`",
        value -> value.isText(AUTO) ? Optional.empty() : Optional.of(kind.read(value)),
        value -> value.map(kind.writer()).orElse(AUTO),
        kind.example());
  }

  /** Whether what is written is not the value, which may be secret. */
  boolean isHidden() {
    return equals(SETTINGS);
  }

  T read(ConfigValue value) throws UsageException {
    return reader.read(value);
  }

  String write(T value) {
    return writer.apply(value);
  }

  private static Path address(ConfigValue value) throws UsageException {
    return ListenAddress.absolute(value.naming(), value.text("unix: and an absolute path"));
  }

  /** A bare off is false in YAML. */
  private static Optional<ManagementAddress> management(ConfigValue value) throws UsageException {
    if (value.isText("off") || value.isText("false")) {
      return Optional.empty();
    }
    try {
      return Optional.of(ManagementAddress.parse(value.text(ManagementAddress.EXPECTED)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(value.naming() + ": " + e.getMessage());
    }
  }

  private static List<String> users(ConfigValue value) throws UsageException {
    return value.names("a list of names or numbers of users, such as [nobody, 1000]");
  }

  private static String list(List<String> names) {
    return names.stream().map(Kind::user).toList().toString();
  }

  private static String user(String name) {
    return name.matches("\\d+") ? name : YamlText.scalar(name);
  }
}
