/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Plots are read back as what they are, XML. */
class PlotTest {

  @Test
  void draw_bars_areAsLongAsTheValues() throws Exception {
    BarPlot.Row row = new BarPlot.Row("a <b>", List.of(Optional.of(10.0), Optional.of(5.0)));
    BarPlot.Row half = new BarPlot.Row("c", List.of(Optional.empty(), Optional.of(2.5)));
    Document svg = parse(new BarPlot("µs", List.of("x", "y"), List.of(row, half)).draw());

    List<Double> widths = numbers(svg, "rect", "width");
    List<Double> bars = widths.subList(widths.size() - 3, widths.size());
    assertThat(bars.get(0)).isEqualTo(2 * bars.get(1)).isEqualTo(4 * bars.get(2));
    assertThat(texts(svg)).contains("a <b>", "10.0", "2.5", "c");
  }

  @Test
  void draw_line_goesUpWithTheValues() throws Exception {
    Map<Long, Double> line = new TreeMap<>(Map.of(0L, 1.0, 9L, 10.0, 99L, 100.0));
    Document svg = parse(new LinePlot("µs", "things", Map.of("ours", line)).draw());

    List<Double> x = numbers(svg, "circle", "cx");
    List<Double> y = numbers(svg, "circle", "cy");
    assertThat(x.get(2) - x.get(1)).isEqualTo(x.get(1) - x.get(0)).isPositive();
    assertThat(y.get(0) - y.get(1)).isEqualTo(y.get(1) - y.get(2)).isPositive();
    assertThat(texts(svg)).contains("ours", "things", "99", "100");
  }

  @Test
  void draw_oneValue_hasNoNumberMissing() {
    assertThat(new LinePlot("t", "a", Map.of("l", Map.of(0L, 0.0))).draw())
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void label_large_isShort() {
    assertThat(List.of(LinePlot.label(100_000), LinePlot.label(65_536), LinePlot.label(1 << 24)))
        .isEqualTo(List.of("100,000", "64 Ki", "16 Mi"));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Double> numbers(Document svg, String element, String attribute) {
    NodeList nodes = svg.getElementsByTagName(element);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(node -> node.getAttributes().getNamedItem(attribute).getNodeValue())
        .map(Double::valueOf)
        .toList();
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(number -> nodes.item(number).getTextContent())
        .toList();
  }
}
