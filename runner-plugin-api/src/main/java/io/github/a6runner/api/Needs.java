/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a filter wants to know of each call besides what every call has: an immutable set of
 * variable names, and whether the body. Equal to other needs with the same names, in any order.
 *
 * <pre>{@code
 * @Override
 * public Needs needs(Phase phase, Conf conf) {
 *   return phase == Phase.REQUEST ? Needs.variables(Variables.CONSUMER_NAME) : Needs.none();
 * }
 * }</pre>
 */
public final class Needs {
  private static final Needs NONE = new Needs(Set.of(), false);
  private static final Needs BODY = new Needs(Set.of(), true);

  private final Set<String> variables;
  private final boolean body;

  private Needs(Set<String> variables, boolean body) {
    this.variables = variables;
    this.body = body;
  }

  /**
   * Nothing besides.
   *
   * @return needs that are empty
   */
  public static Needs none() {
    return NONE;
  }

  /**
   * The named variables of APISIX or nginx. A name of more than 1024 characters is not refused
   * here: the filter cannot be configured then, and calls of the route are answered as {@code
   * on-unusable-filter} says.
   *
   * @param names the names without {@code $}, for instance {@link Variables#REMOTE_ADDR}
   * @return needs with these variables
   */
  public static Needs variables(String... names) {
    return new Needs(Set.of(), false).and(List.of(names), false);
  }

  /**
   * The body: in the request phase the request's, for which APISIX waits until the client has sent
   * it, and in the response phase the upstream's, which APISIX then holds in memory.
   *
   * @return needs with the body
   */
  public static Needs body() {
    return BODY;
  }

  /**
   * These needs and others.
   *
   * @param other the others
   * @return needs with all of both
   */
  public Needs and(Needs other) {
    return and(requireNonNull(other, "other").variables, other.body);
  }

  private Needs and(Iterable<String> names, boolean withBody) {
    Set<String> all = new LinkedHashSet<>(variables);
    names.forEach(all::add);
    return new Needs(Collections.unmodifiableSet(all), body || withBody);
  }

  /**
   * The variables that are wanted.
   *
   * @return their names in the order in which they were named
   */
  public Set<String> variableNames() {
    return variables;
  }

  /**
   * Whether the body is wanted.
   *
   * @return true if it is
   */
  public boolean wantsBody() {
    return body;
  }

  /**
   * Whether nothing is wanted.
   *
   * @return true if there is nothing to fetch
   */
  public boolean isEmpty() {
    return variables.isEmpty() && !body;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Needs that && variables.equals(that.variables) && body == that.body;
  }

  @Override
  public int hashCode() {
    return Objects.hash(variables, body);
  }

  @Override
  public String toString() {
    return "Needs[variables=" + variables + ", body=" + body + "]";
  }
}
