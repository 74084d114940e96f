/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.peer;

import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** How APISIX applies lists of headers and arguments. */
final class EntryRules {

  /**
   * Response headers that APISIX takes neither from a rewrite nor from the upstream. Read off
   * APISIX, and not taken from the plugin API, which has such a list as well: what the runner does
   * is tried against this.
   */
  private static final Set<String> IGNORED =
      Set.of(
          "connection",
          "content-length",
          "transfer-encoding",
          "location",
          "server",
          "www-authenticate",
          "content-encoding",
          "content-type",
          "content-location",
          "content-language");

  private EntryRules() {}

  /** Leaves out the response headers that APISIX ignores. */
  static List<TextEntry> withoutIgnored(List<TextEntry> headers) {
    return headers.stream().filter(entry -> !IGNORED.contains(responseHeaderName(entry))).toList();
  }

  /**
   * Returns what becomes of response headers of which the first of a name sets and the others add:
   * all that have a value, with their names in lower case and dashes for underscores.
   */
  static List<TextEntry> setThenAdd(List<TextEntry> headers) {
    return headers.stream()
        .filter(entry -> entry.value().isPresent())
        .map(EntryRules::withResponseName)
        .toList();
  }

  /** Applies changes of request headers one by one: each replaces all of its name, or deletes. */
  static List<TextEntry> setEach(List<TextEntry> headers, List<TextEntry> changes) {
    List<TextEntry> result = new ArrayList<>(headers);
    changes.forEach(change -> set(result, change, EntryRules::headerName));
    return result;
  }

  /** Applies changes of arguments: the first of a name replaces all of it, later ones add. */
  static List<TextEntry> mergeArgs(List<TextEntry> args, List<TextEntry> changes) {
    List<TextEntry> result = new ArrayList<>(args);
    Set<String> changed = new HashSet<>();
    for (TextEntry change : changes) {
      if (change.value().isEmpty() || changed.add(argName(change))) {
        set(result, change, EntryRules::argName);
      } else {
        result.add(lastIndex(result, argName(change)) + 1, change);
      }
    }
    return result;
  }

  /** Puts an entry where the first of its name was, or last, and removes the others of the name. */
  private static void set(
      List<TextEntry> entries, TextEntry change, Function<TextEntry, String> nameOf) {
    String name = nameOf.apply(change);
    List<String> names = entries.stream().map(nameOf).toList();
    int first = names.indexOf(name);
    entries.removeIf(entry -> nameOf.apply(entry).equals(name));
    if (change.value().isPresent()) {
      entries.add(first < 0 ? entries.size() : first, change);
    }
  }

  /** Returns where the last argument of a name is; where there is none, where the list ends. */
  private static int lastIndex(List<TextEntry> args, String name) {
    int last = args.stream().map(EntryRules::argName).toList().lastIndexOf(name);
    return last < 0 ? args.size() - 1 : last;
  }

  private static TextEntry withResponseName(TextEntry entry) {
    String name = responseHeaderName(entry);
    // A name that is like that already keeps its bytes, whatever they are.
    return name.equals(entry.name().string()) ? entry : new TextEntry(Text.of(name), entry.value());
  }

  private static String headerName(TextEntry entry) {
    return entry.name().string().toLowerCase(Locale.ROOT);
  }

  /** In headers of responses nginx's Lua takes underscores for dashes. */
  private static String responseHeaderName(TextEntry entry) {
    return headerName(entry).replace('_', '-');
  }

  private static String argName(TextEntry entry) {
    return entry.name().string();
  }
}
