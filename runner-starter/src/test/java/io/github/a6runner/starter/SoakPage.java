/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of a soak as it stands in a page. */
final class SoakPage {
  private SoakPage() {}

  /** Everything that a soak has to tell. */
  static String table(
      String tried, String machine, int minutes, SoakCounts counts, SoakGrowth growth) {
    return """
        - %s, %s, %d minutes
        - %s; JDK %s %s
        - %d calls, of which %d had another reply than their own or none
        - %d connections of callers, %d hung up in the middle of a call, %d half frames or garbage, \
        %d slow readers
        - %d reloads of the plugin, %d runners that took over from the one before, at which %d calls \
        could not be sent

        %s%s"""
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            tried,
            minutes,
            machine,
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            counts.calls.get(),
            counts.wrongs(),
            counts.reconnects.get(),
            counts.disconnects.get(),
            counts.halfFrames.get(),
            counts.slowReaders.get(),
            counts.reloads.get(),
            counts.restarts.get(),
            counts.notSent.get(),
            row(List.of("thing", "second quarter", "last quarter", "growth", "allowed"))
                + "| --- | --: | --: | --: | --: |\n",
            Stream.of(SoakThing.values())
                .map(thing -> row(thing.cells(growth)))
                .collect(Collectors.joining()));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
