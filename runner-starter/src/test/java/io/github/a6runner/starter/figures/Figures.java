/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.figures;

import java.util.ArrayList;
import java.util.List;

/** What was counted in a module, or in all of them. Not thread-safe. */
final class Figures {
  final List<Piece> files = new ArrayList<>();
  final List<Piece> webFiles = new ArrayList<>();
  final List<Piece> methods = new ArrayList<>();
  final List<Piece> parameters = new ArrayList<>();
  final List<Piece> tests = new ArrayList<>();
  int mainLines;
  int testLines;
  final Part hiddenTypes = new Part();
  final Part documentedTypes = new Part();
  final Part documentedMethods = new Part();
  final Part closedClasses = new Part();
  final Part finalFields = new Part();

  /**
   * Something that has a size.
   *
   * @param where its name
   * @param size in lines, or in what it consists of
   */
  record Piece(String where, int size) {}

  /** Some of all. */
  static final class Part {
    int some;
    int all;

    void count(boolean isOne) {
      some += isOne ? 1 : 0;
      all++;
    }

    int rest() {
      return all - some;
    }

    int percent() {
      return all == 0 ? 100 : (int) Math.round(100.0 * some / all);
    }

    private void add(Part other) {
      some += other.some;
      all += other.all;
    }
  }

  void add(Figures other) {
    files.addAll(other.files);
    webFiles.addAll(other.webFiles);
    methods.addAll(other.methods);
    parameters.addAll(other.parameters);
    tests.addAll(other.tests);
    mainLines += other.mainLines;
    testLines += other.testLines;
    hiddenTypes.add(other.hiddenTypes);
    documentedTypes.add(other.documentedTypes);
    documentedMethods.add(other.documentedMethods);
    closedClasses.add(other.closedClasses);
    finalFields.add(other.finalFields);
  }

  /** The size that so many percent of all are not above; 0 of none. */
  static int percentile(List<Piece> pieces, int percent) {
    List<Integer> sorted = pieces.stream().map(Piece::size).sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
