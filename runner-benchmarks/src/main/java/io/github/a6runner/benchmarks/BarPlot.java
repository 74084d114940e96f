/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import io.github.a6runner.benchmarks.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Bars for what several loads cost with several runners.
 *
 * @param title what is shown, with its unit
 * @param loads a bar for each, in each row
 * @param rows the runners
 */
record BarPlot(String title, List<String> loads, List<Row> rows) {
  private static final int WIDTH = 860;
  private static final int LEFT = 260;
  private static final int RIGHT = 60;
  private static final int TOP = 60;
  private static final int BAR = 14;
  private static final int GAP = 10;

  /**
   * A runner.
   *
   * @param name its name
   * @param values a value for each load, where there is one
   */
  record Row(String name, List<Optional<Double>> values) {}

  /** The picture. */
  String draw() {
    int rowHeight = loads.size() * BAR + GAP;
    Svg svg = new Svg(WIDTH, TOP + rows.size() * rowHeight + GAP, title);
    svg.text(LEFT, 20, Anchor.START, title);
    for (int load = 0; load < loads.size(); load++) {
      double x = LEFT + 120.0 * load;
      svg.bar(x, 32, BAR, BAR, colour(load)).text(x + 20, 44, Anchor.START, loads.get(load));
    }
    for (int row = 0; row < rows.size(); row++) {
      draw(svg, rows.get(row), TOP + (double) row * rowHeight);
    }
    return svg.toString();
  }

  private void draw(Svg svg, Row row, double top) {
    svg.text(LEFT - 8, top + loads.size() * BAR / 2.0 + 4, Anchor.END, row.name());
    for (int load = 0; load < row.values().size(); load++) {
      double y = top + load * BAR;
      Optional<Double> value = row.values().get(load);
      if (value.isPresent()) {
        double width = value.get() / most() * (WIDTH - LEFT - RIGHT);
        svg.bar(LEFT, y, width, BAR - 2, colour(load))
            .text(
                LEFT + width + 4,
                y + 11,
                Anchor.START,
                String.format(Locale.ROOT, "%.1f", value.get()));
      }
    }
  }

  private double most() {
    return rows.stream()
        .flatMap(row -> row.values().stream())
        .flatMap(Optional::stream)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(1);
  }

  private static String colour(int load) {
    return Svg.COLOURS.get((load + 1) % Svg.COLOURS.size());
  }
}
