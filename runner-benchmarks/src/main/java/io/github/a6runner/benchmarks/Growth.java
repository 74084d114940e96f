/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was measured of a curve: for each runner and each point, several times. Not thread-safe. */
final class Growth {
  private final Curve curve;
  private final Map<String, Map<Long, List<LoadResult>>> measured = new LinkedHashMap<>();

  Growth(Curve curve) {
    this.curve = curve;
  }

  /** A name for files. */
  String name() {
    return curve.name().toLowerCase(Locale.ROOT);
  }

  void add(String contestant, long point, LoadResult result) {
    measured
        .computeIfAbsent(contestant, name -> new TreeMap<>())
        .computeIfAbsent(point, number -> new ArrayList<>())
        .add(result);
  }

  /** A picture of the processor time. */
  String plot() {
    Map<String, Map<Long, Double>> lines = new LinkedHashMap<>();
    measured.forEach(
        (name, points) -> {
          Map<Long, Double> line = new TreeMap<>();
          points.forEach((point, results) -> line.put(point, cpu(results)));
          lines.put(name, line);
        });
    return new LinePlot("µs CPU/call", curve.axis(), lines).draw();
  }

  /** A table of processor time and latency. */
  String table() {
    List<String> header = new ArrayList<>(List.of(curve.axis()));
    measured.keySet().forEach(name -> header.add(name + ": µs CPU/call (p50 µs)"));
    return Markdown.table(header, curve.points().stream().map(this::row).toList());
  }

  private List<String> row(long point) {
    List<String> cells = new ArrayList<>(List.of(LinePlot.label(point)));
    measured.values().forEach(points -> cells.add(cell(points.getOrDefault(point, List.of()))));
    return cells;
  }

  private static String cell(List<LoadResult> results) {
    return results.isEmpty()
        ? ""
        : "%s (%s)"
            .formatted(Measure.SAY_CPU.format(cpu(results)), Measure.SAY_P50.format(p50(results)));
  }

  private static double cpu(List<LoadResult> results) {
    return Medians.of(results.stream().map(LoadResult::cpuMicros).toList());
  }

  private static double p50(List<LoadResult> results) {
    return Medians.of(results.stream().map(LoadResult::p50Micros).toList());
  }
}
