/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.http;

import io.github.a6runner.protocol.TextEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

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
   * Compares headers, whose names are the same in any case.
   *
   * @param before what was
   * @param after what it has become
   * @return the lines of the difference, in the order of what was before, new names last
   */
  public static List<Line> ofHeaders(List<TextEntry> before, List<TextEntry> after) {
    return of(before, after, entry -> entry.name().string().toLowerCase(Locale.ROOT));
  }

  /**
   * Compares arguments, whose names are the same only as they are written.
   *
   * @param before what was
   * @param after what it has become
   * @return the lines of the difference, in the order of what was before, new names last
   */
  public static List<Line> ofArgs(List<TextEntry> before, List<TextEntry> after) {
    return of(before, after, entry -> entry.name().string());
  }

  private static List<Line> of(
      List<TextEntry> before, List<TextEntry> after, Function<TextEntry, String> nameOf) {
    List<TextEntry> came = new ArrayList<>(after);
    List<TextEntry> went = new ArrayList<>();
    for (TextEntry entry : before) {
      if (takeFirst(came, isLike(entry, nameOf)).isEmpty()) {
        went.add(entry);
      }
    }
    List<Line> lines = new ArrayList<>();
    for (TextEntry entry : before) {
      boolean gone = takeFirst(went, isLike(entry, nameOf)).isPresent();
      lines.add(new Line(gone ? Change.GONE : Change.KEPT, entry));
      if (gone) {
        takeFirst(came, hasNameOf(entry, nameOf))
            .ifPresent(same -> lines.add(new Line(Change.NEW, same)));
      }
    }
    came.forEach(entry -> lines.add(new Line(Change.NEW, entry)));
    return lines;
  }

  private static Optional<TextEntry> takeFirst(
      List<TextEntry> entries, Predicate<TextEntry> wanted) {
    Optional<TextEntry> first = entries.stream().filter(wanted).findFirst();
    first.ifPresent(entries::remove);
    return first;
  }

  private static Predicate<TextEntry> hasNameOf(
      TextEntry wanted, Function<TextEntry, String> nameOf) {
    return entry -> nameOf.apply(entry).equals(nameOf.apply(wanted));
  }

  private static Predicate<TextEntry> isLike(TextEntry wanted, Function<TextEntry, String> nameOf) {
    return hasNameOf(wanted, nameOf).and(entry -> entry.value().equals(wanted.value()));
  }
}
