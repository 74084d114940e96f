/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * What a filter is told: by a route, as APISIX sent it ({@link Filter#configure}), or by the
 * operator, as the runner's configuration has it ({@link Filter#start}). Immutable, safe for any
 * thread.
 *
 * <pre>{@code
 * public record Conf(
 *     @Min(1) int limit,
 *     Optional<Hours> hours,
 *     @Default("10") int retries,
 *     @OneOf({"deny", "allow"}) String onError,
 *     @Field("remote-ip") Optional<String> remoteIp,
 *     @Secret Optional<String> password) {}
 * }</pre>
 */
public interface ConfSource {

  /**
   * The text: that of a route as it stands there, most often a JSON object; settings are one
   * always, rewritten from the YAML in which the operator has them.
   *
   * @return the text; it may hold secrets
   */
  String text();

  /**
   * Binds the text, a JSON object, to a record: each component takes the field of its name.
   *
   * <p>Components are {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double}
   * and their boxes, {@code BigDecimal}, {@code BigInteger}, enums (by their names, case does not
   * count), records, {@code List}, {@code Set} and {@code Map<String, ...>} of these, and {@code
   * Optional} of any of them. A field of another name is mapped with {@link Field}.
   *
   * <p>An absent field is an empty {@code Optional}, or what {@link Default} says, or else refused.
   * Refused are also: an unknown or repeated field, null for anything but an {@code Optional}, a
   * number written as text, a fraction or an overflow for an integer, what {@link Min}, {@link Max}
   * or {@link OneOf} exclude, a number of more than 1000 digits, and text after the end. A blank
   * text is as good as <code>{}</code>, for a filter that is named without a configuration.
   *
   * <p>An {@link IllegalArgumentException} or {@link NullPointerException} of the record's own
   * constructor is a refusal too. Its message is passed on, so it should not hold the value.
   * Whatever the constructor throws, a message that holds the value of a {@link Secret} component
   * is left out, and with it the causes.
   *
   * @param type the record's class
   * @param <T> the record
   * @return the record
   * @throws InvalidConfException if the text does not fit; the message has the path and what was
   *     expected, never the value
   * @throws IllegalArgumentException if the class itself cannot be bound to, which is the plugin's
   *     error
   */
  <T extends Record> T as(Class<T> type);
}
