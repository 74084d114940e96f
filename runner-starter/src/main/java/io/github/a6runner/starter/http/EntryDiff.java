/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a list of headers or arguments became another. A changed value is a line that went and one
 * that came, side by side.
 */
public final class EntryDiff {

  /** What became of an entry. */
  public enum Change {
    /** It is as it was. */
    KEPT(' '),
    /** It is not there any more. */
    GONE('-'),
    /** It was not there before. */
    NEW('+');

    private final char sign;

    Change(char sign) {
      this.sign = sign;
    }

    /**
     * Returns what stands before the line.
     *
     * @return a blank, a minus or a plus
     */
    public char sign() {
      return sign;
    }
  }

  /**
   * One entry, before or after.
   *
   * @param change what became of it
   * @param entry the entry
   */
  public record Line(Change change, TextEntry entry) {}

  private EntryDiff() {}

  /**
   * Compares two lists.
   *
   * @param before what was
   * @param after what it has become
   * @return the lines of the difference, in the order of what was before, new names last
   */
  public static List<Line> of(List<TextEntry> before, List<TextEntry> after) {
    List<TextEntry> came = new ArrayList<>(after);
    List<TextEntry> went = new ArrayList<>();
    for (TextEntry entry : before) {
      if (!removeFirst(came, entry)) {
        went.add(entry);
      }
    }
    List<Line> lines = new ArrayList<>();
    for (TextEntry entry : before) {
      boolean gone = removeFirst(went, entry);
      lines.add(new Line(gone ? Change.GONE : Change.KEPT, entry));
      if (gone) {
        takeFirst(came, entry.name()).ifPresent(same -> lines.add(new Line(Change.NEW, same)));
      }
    }
    came.forEach(entry -> lines.add(new Line(Change.NEW, entry)));
    return lines;
  }

  private static boolean removeFirst(List<TextEntry> entries, TextEntry wanted) {
    for (int i = 0; i < entries.size(); i++) {
      TextEntry entry = entries.get(i);
      if (sameName(entry.name(), wanted.name()) && entry.value().equals(wanted.value())) {
        entries.remove(i);
        return true;
      }
    }
    return false;
  }

  private static Optional<TextEntry> takeFirst(List<TextEntry> entries, Text name) {
    for (int i = 0; i < entries.size(); i++) {
      if (sameName(entries.get(i).name(), name)) {
        return Optional.of(entries.remove(i));
      }
    }
    return Optional.empty();
  }

  private static boolean sameName(Text one, Text other) {
    return one.string().toLowerCase(Locale.ROOT).equals(other.string().toLowerCase(Locale.ROOT));
  }
}
