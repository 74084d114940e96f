/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.call;

import io.github.a6runner.api.Header;
import io.github.a6runner.api.QueryArg;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Headers or query arguments of one call: the entries as they came, and a record of the names that
 * filters have changed. Entries that nobody changed keep the very bytes in which they came. Not
 * thread-safe.
 */
final class EntryList {
  /** What the entries are. */
  private enum Kind {
    /** Of which APISIX hands over the first hundred; their names are the same in any case. */
    REQUEST_HEADERS,
    /** Whose names are the same in any case. */
    RESPONSE_HEADERS,
    /** Arguments of the query. */
    ARGS
  }

  private final List<TextEntry> came;
  private final Kind kind;
  private Map<String, String> changedNames;
  private List<TextEntry> entries;

  /** Headers of a request, of which there may be more. */
  static EntryList ofRequestHeaders(List<TextEntry> entries) {
    return new EntryList(entries, Kind.REQUEST_HEADERS);
  }

  /** Headers of a response. */
  static EntryList ofResponseHeaders(List<TextEntry> entries) {
    return new EntryList(entries, Kind.RESPONSE_HEADERS);
  }

  /** Arguments of a query. */
  static EntryList ofArgs(List<TextEntry> entries) {
    return new EntryList(entries, Kind.ARGS);
  }

  private EntryList(List<TextEntry> entries, Kind kind) {
    this(entries, entries, kind, Map.of()); // most are never changed
  }

  private EntryList(
      List<TextEntry> came, List<TextEntry> entries, Kind kind, Map<String, String> changedNames) {
    this.came = came;
    this.entries = entries;
    this.kind = kind;
    this.changedNames = changedNames;
  }

  EntryList copy() {
    return new EntryList(came, entries, kind, changedNames);
  }

  /** The entries as they are now; immutable. */
  List<TextEntry> entries() {
    return entries;
  }

  /** The entries as headers; what has no value is none. */
  List<Header> asHeaders() {
    List<Header> headers = new ArrayList<>(entries.size());
    for (TextEntry entry : entries) {
      entry
          .value()
          .ifPresent(value -> headers.add(new Header(entry.name().string(), value.string())));
    }
    return List.copyOf(headers);
  }

  /** The entries as arguments of a query. */
  List<QueryArg> asArgs() {
    return entries.stream()
        .map(entry -> new QueryArg(entry.name().string(), entry.value().map(Text::string)))
        .toList();
  }

  /** The names that filters have changed, each as it was written last. */
  List<String> changedNames() {
    return List.copyOf(changedNames.values());
  }

  boolean isChanged(String name) {
    return changedNames.containsKey(folded(name));
  }

  boolean contains(String name) {
    return first(name).isPresent();
  }

  /** The first entry of a name, with a value or without. */
  Optional<TextEntry> first(String name) {
    for (TextEntry entry : entries) {
      if (isNamed(entry, name)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  List<TextEntry> named(String name) {
    return named(entries, name);
  }

  private List<TextEntry> named(List<TextEntry> among, String name) {
    List<TextEntry> named = new ArrayList<>(1); // no stream: this is on the way of many calls
    for (TextEntry entry : among) {
      if (isNamed(entry, name)) {
        named.add(entry);
      }
    }
    return named;
  }

  /**
   * The names among those that came which read as a name but, being no UTF-8, are other bytes, and
   * have no entry any more. Who forgets a name has to forget these too.
   */
  Set<Text> goneInOtherBytes(String name) {
    Set<Text> gone = new LinkedHashSet<>(0);
    for (TextEntry entry : named(came, name)) {
      Text text = entry.name();
      if (!text.equals(Text.of(text.string())) && !isThere(text)) {
        gone.add(text);
      }
    }
    return gone;
  }

  private boolean isThere(Text name) {
    return entries.stream().anyMatch(entry -> entry.name().equals(name));
  }

  /** The first value of a name; what has none is passed over. */
  Optional<String> firstValue(String name) {
    for (TextEntry entry : entries) {
      if (entry.value().isPresent() && isNamed(entry, name)) {
        return entry.value().map(Text::string);
      }
    }
    return Optional.empty();
  }

  /** The values of a name, without what has none. */
  List<String> values(String name) {
    return named(name).stream().flatMap(entry -> entry.value().stream()).map(Text::string).toList();
  }

  /** Replaces all entries of a name by others, in the place of the first. */
  void set(String name, List<String> values) {
    List<TextEntry> changed = new ArrayList<>(entries.size() + values.size());
    boolean placed = false;
    for (TextEntry entry : entries) {
      if (!isNamed(entry, name)) {
        changed.add(entry);
      } else if (!placed) {
        addAll(changed, name, values);
        placed = true;
      }
    }
    if (!placed) {
      addAll(changed, name, values);
    }
    record(name, changed);
  }

  void add(String name, String value) {
    List<TextEntry> changed = new ArrayList<>(entries);
    changed.add(TextEntry.of(name, value));
    record(name, changed);
  }

  /** Takes all entries of a name away, also those that APISIX did not hand over. */
  void remove(String name) {
    if (kind == Kind.REQUEST_HEADERS || contains(name)) {
      record(name, entries.stream().filter(entry -> !isNamed(entry, name)).toList());
    }
  }

  /** The same, but nothing is recorded where there can be none. */
  void removeIfThere(String name) {
    if (contains(name) || mayHide(name)) {
      remove(name);
    }
  }

  /**
   * Whether the upstream may get entries of a name that APISIX did not hand over. What a filter has
   * set or removed it has set or removed beyond those, too.
   */
  boolean mayHide(String name) {
    return kind == Kind.REQUEST_HEADERS
        && came.size() >= HttpReqCall.MOST_HEADERS
        && !isChanged(name);
  }

  private void record(String name, List<TextEntry> changed) {
    entries = Collections.unmodifiableList(changed);
    Map<String, String> names = new LinkedHashMap<>(changedNames);
    names.put(folded(name), name);
    changedNames = names;
  }

  private boolean isNamed(TextEntry entry, String name) {
    return kind == Kind.ARGS ? entry.name().says(name) : entry.name().saysInAnyCase(name);
  }

  private String folded(String name) {
    if (kind == Kind.ARGS) {
      return name;
    }
    StringBuilder folded = new StringBuilder(name.length());
    name.chars().forEach(c -> folded.append(AsciiString.toLowerCase((char) c)));
    return folded.toString();
  }

  private static void addAll(List<TextEntry> to, String name, List<String> values) {
    for (String value : values) {
      to.add(TextEntry.of(name, value));
    }
  }
}
