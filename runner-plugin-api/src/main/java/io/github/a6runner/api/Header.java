/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import static java.util.Objects.requireNonNull;

/**
 * One header of a request or a response. Immutable.
 *
 * <p>A record that holds headers to be set can refuse in its constructor what cannot be sent:
 *
 * <pre>{@code
 * record Conf(Map<String, String> set) {
 *   Conf {
 *     set.keySet().forEach(RequestHeaders::checkName);
 *     set.forEach(Header::checked);
 *   }
 * }
 * }</pre>
 *
 * @param name the name as it came or is to be sent; compared without regard to case elsewhere
 * @param value the value
 */
public record Header(String name, String value) {

  /**
   * Takes any name and value, as clients and upstreams send them.
   *
   * @param name the name
   * @param value the value
   */
  public Header {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
  }

  /**
   * A header that can be sent: its name is a token of RFC 9110, and its value holds no carriage
   * return, line feed or NUL, with which a client could smuggle in headers of its own.
   *
   * @param name the name
   * @param value the value; may be empty
   * @return the header
   * @throws IllegalArgumentException if one of them cannot be sent; the message does not repeat the
   *     value
   */
  public static Header checked(String name, String value) {
    checkName(name);
    Header header = new Header(name, value);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(
            "value of header %s: has U+%04X at index %d (expected: no CR, LF or NUL)"
                .formatted(name, (int) c, i));
      }
    }
    return header;
  }

  /**
   * Checks ahead, for instance when a configuration is read, that a header can have a name; {@link
   * RequestHeaders#checkName} and {@link ResponseHeaders#checkName} say whether it can be changed.
   *
   * @param name the name
   * @throws IllegalArgumentException if it is not a token of RFC 9110
   */
  public static void checkName(String name) {
    if (!isToken(requireNonNull(name, "name"))) {
      throw new IllegalArgumentException(
          "header name: " + Quoted.text(name) + " (expected: letters, digits and !#$%&'*+-.^_`|~)");
    }
  }

  /**
   * Whether a name is this header's, without regard to the case of ASCII letters.
   *
   * @param otherName the name to compare with
   * @return true if it is
   */
  public boolean isNamed(String otherName) {
    boolean same = name.length() == otherName.length();
    for (int i = 0; same && i < name.length(); i++) {
      same = lowerCase(name.charAt(i)) == lowerCase(otherName.charAt(i));
    }
    return same;
  }

  /** Other characters, such as the Kelvin sign, must not pass for the letter they look like. */
  private static char lowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isTokenChar(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isTokenChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
