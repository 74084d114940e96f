/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of a soak as it stands in a page, between two comments. */
final class SoakPage {
  private static final String BEGIN = "<!-- begin soak -->\n";
  private static final String END = "<!-- end soak -->";

  private SoakPage() {}

  /** Everything that a soak has to tell. */
  static String table(String commit, int minutes, SoakCounts counts, SoakGrowth growth)
      throws IOException {
    return """
        - %s, commit %s, %d minutes
        - %s, %d processors; Linux %s; JDK %s %s
        - %d calls, of which %d had another reply than their own or none
        - %d connections of callers, %d hung up in the middle of a call, %d half frames or garbage, \
        %d slow readers
        - %d reloads of the plugin, %d runners that took over from the one before, at which %d calls were \
        cut off

        %s%s"""
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            commit,
            minutes,
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.version").replaceFirst("-.*", ""), // without its builder's part
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
            counts.cutOff.get(),
            row(List.of("thing", "second quarter", "last quarter", "growth", "allowed"))
                + "| --- | --: | --: | --: | --: |\n",
            Stream.of(SoakThing.values())
                .map(thing -> row(thing.cells(growth)))
                .collect(Collectors.joining()));
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Puts a result into a page. */
  static void write(Path page, String content) throws IOException {
    Files.writeString(page, replace(Files.readString(page), content));
  }

  /** The page with another result in it. */
  static String replace(String page, String content) {
    int from = page.indexOf(BEGIN);
    int to = page.indexOf(END);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "page: no place for a soak (expected: " + BEGIN + END + ")");
    }
    return page.substring(0, from + BEGIN.length()) + content + page.substring(to);
  }

  /** The commit of the checkout. */
  static String commit() throws Exception {
    String hash = git("rev-parse", "--short", "HEAD").strip();
    return git("status", "--porcelain", "--untracked-files=no").isBlank()
        ? hash
        : hash + " with changes";
  }

  private static String git(String... args) throws Exception {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(args)).toList();
    Process git = new ProcessBuilder(command).directory(RunnerProcess.ROOT.toFile()).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? said : "unknown";
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseGet(() -> System.getProperty("os.arch"));
  }
}
