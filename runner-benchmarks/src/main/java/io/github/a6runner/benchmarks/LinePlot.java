/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import io.github.a6runner.benchmarks.Svg.Anchor;
import io.github.a6runner.benchmarks.Svg.Position;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Lines for how something grows: both axes logarithmic, so that what grows in proportion is
 * straight.
 *
 * @param title what is shown, with its unit
 * @param axis what grows below it
 * @param lines for each name, the values by what stands on the axis, from the least
 */
record LinePlot(String title, String axis, Map<String, Map<Long, Double>> lines) {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int RIGHT = 260;
  private static final int TOP = 40;
  private static final int BOTTOM = 60;

  /** What is less has no place on a logarithmic axis. */
  private static final double LEAST = 0.01;

  /** The picture. */
  String draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, title);
    svg.text(LEFT, 20, Anchor.START, title);
    svg.text(LEFT + plotWidth() / 2.0, HEIGHT - 14, Anchor.MIDDLE, axis);
    axes(svg);
    int number = 0;
    for (Map.Entry<String, Map<Long, Double>> line : lines.entrySet()) {
      String colour = Svg.COLOURS.get(number % Svg.COLOURS.size());
      double legend = TOP + 18.0 * number++;
      svg.bar(WIDTH - RIGHT + 16, legend, 14, 4, colour)
          .text(WIDTH - RIGHT + 36, legend + 7, Anchor.START, line.getKey());
      draw(svg, line.getValue(), colour);
    }
    return svg.toString();
  }

  private void draw(Svg svg, Map<Long, Double> line, String colour) {
    List<Position> positions =
        line.entrySet().stream().map(each -> at(each.getKey(), each.getValue())).toList();
    svg.path(positions, colour);
    positions.forEach(position -> svg.dot(position, colour));
  }

  private void axes(Svg svg) {
    for (double value = floor(); value <= ceiling() * 1.01; value *= 10) {
      double y = at(0, value).y();
      svg.path(List.of(new Position(LEFT, y), new Position(LEFT + plotWidth(), y)), "#dddddd");
      svg.text(LEFT - 6, y + 4, Anchor.END, String.format(Locale.ROOT, "%,.0f", value));
    }
    lines.values().stream()
        .flatMap(line -> line.keySet().stream())
        .distinct()
        .sorted()
        .forEach(
            x -> svg.text(at(x, floor()).x(), HEIGHT - BOTTOM + 18.0, Anchor.MIDDLE, label(x)));
  }

  private Position at(long x, double value) {
    double across = Math.log10(x + 1.0) / Math.log10(last() + 1.0);
    double up = Math.log10(Math.max(value, LEAST) / floor()) / Math.log10(ceiling() / floor());
    return new Position(
        LEFT + across * plotWidth(), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM));
  }

  private double floor() {
    return Math.pow(10, Math.floor(Math.log10(values().min().orElse(1))));
  }

  private double ceiling() {
    double least = floor() * 10;
    return Math.max(least, Math.pow(10, Math.ceil(Math.log10(values().max().orElse(1)))));
  }

  private DoubleStream values() {
    return lines.values().stream()
        .flatMap(line -> line.values().stream())
        .mapToDouble(value -> Math.max(value, LEAST));
  }

  private long last() {
    return Math.max(
        1,
        lines.values().stream()
            .flatMap(line -> line.keySet().stream())
            .mapToLong(Long::longValue)
            .max()
            .orElse(1));
  }

  private static int plotWidth() {
    return WIDTH - LEFT - RIGHT;
  }

  /** A number as short as it can be told. */
  static String label(long number) {
    if (number >= 1 << 20) {
      return Math.round(number / (double) (1 << 20)) + " Mi";
    }
    return number >= 1000 && number % 1024 == 0
        ? number / 1024 + " Ki"
        : String.format(Locale.ROOT, "%,d", number);
  }
}
