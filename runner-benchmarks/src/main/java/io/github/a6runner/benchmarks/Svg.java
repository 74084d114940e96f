/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a picture as SVG. Not thread-safe. Coordinates are pixels from the upper left corner. */
final class Svg {
  /** Colours that can be told apart, also by those who see few. */
  static final List<String> COLOURS =
      List.of("#666666", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  private final StringBuilder content = new StringBuilder();

  /** Where a text stands with respect to its position. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * Begins a picture.
   *
   * @param title what it shows, for those who do not see it
   */
  Svg(int width, int height, String title) {
    content.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
        font-family="sans-serif" font-size="12" role="img">
        <title>%3$s</title>
        <rect width="%1$d" height="%2$d" fill="#ffffff"/>
        """
            .formatted(width, height, escaped(title)));
  }

  Svg text(double x, double y, Anchor anchor, String text) {
    return line(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor.name().toLowerCase(Locale.ROOT), escaped(text));
  }

  Svg bar(double x, double y, double width, double height, String colour) {
    return line(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, y, width, height, colour);
  }

  Svg dot(Position at, String colour) {
    return line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", at.x(), at.y(), colour);
  }

  Svg path(List<Position> positions, String colour) {
    String points =
        positions.stream()
            .map(each -> String.format(Locale.ROOT, "%.1f,%.1f", each.x(), each.y()))
            .collect(Collectors.joining(" "));
    return line("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>", points, colour);
  }

  /** The whole picture. */
  @Override
  public String toString() {
    return content + "</svg>\n";
  }

  /**
   * A place in a picture.
   *
   * @param x pixels from the left
   * @param y pixels from above
   */
  record Position(double x, double y) {}

  private Svg line(String format, Object... values) {
    content.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
