/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Draws the pictures of the documentation: each {@code docs/pictures/NAME.txt} becomes {@code
 * NAME.svg}. Run it in the project's folder: {@code java ci/Draw.java}. With {@code --check} it
 * writes nothing and fails if a picture is not what its source gives.
 *
 * <p>A source begins with {@code boxes TITLE} or {@code lanes TITLE}. Texts hold {@code |} between
 * lines, and code in backquotes.
 *
 * <pre>
 * box ID COLUMN ROW WIDTH : TEXT        a box in a grid of 12 columns; "main" for "box" in colour
 * area COLUMN ROW WIDTH HEIGHT : TEXT   a frame around boxes
 * A -> B [SHIFT] : TEXT                 an arrow; SHIFT moves it aside, in pixels
 *
 * lane ID : TEXT                        a column of a sequence
 * A -> B : TEXT                         a message from lane to lane, dashed as A --> B
 * note A : TEXT                         what happens on a lane
 * then : TEXT                           a line across, before another part
 * </pre>
 */
final class Draw {
  private static final int WIDTH = 900;
  private static final int MARGIN = 20;
  private static final int LINE = 17;
  private static final int GAP = 48;
  private static final int LANE_HEAD = 44;
  private static final Pattern STEP = Pattern.compile("(\\S+)\\s*([^:]*?)\\s*(?::\\s+(.*))?");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$.0f" \
      width="%1$d" height="%2$.0f" role="img">
      <title>%3$s</title>
      %4$s<rect class="ground" width="%1$d" height="%2$.0f" rx="6"/>
      %5$s</svg>
      """;
  private static final String STYLE =
      """
      <style>
      text{font:13px Helvetica,Arial,sans-serif;fill:#1f2328}
      .code{font:12px Menlo,Consolas,"DejaVu Sans Mono",monospace}
      .ground{fill:#ffffff}.box{fill:#f6f8fa;stroke:#818b98}.main{fill:#ddf4ff;stroke:#0969da}
      .note{fill:#fff8c5;stroke:#d4a72c}.area{fill:none;stroke:#818b98;stroke-dasharray:5 4}
      .label{paint-order:stroke;stroke:#ffffff;stroke-width:4px}.head{fill:#59636e}
      .line{fill:none;stroke:#59636e;stroke-width:1.3}.dashed{stroke-dasharray:5 4}
      @media (prefers-color-scheme:dark){text{fill:#e6edf3}
      .ground{fill:#0d1117}.box{fill:#161b22;stroke:#656c76}.main{fill:#0c2d4a;stroke:#4493f8}
      .note{fill:#33290b;stroke:#9e7b1f}.area{stroke:#656c76}
      .label{stroke:#0d1117}.head{fill:#9198a1}.line{stroke:#9198a1}}
      </style>
      """;

  private final Path source;
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();
  private double height;

  private Draw(Path source) {
    this.source = source;
  }

  public static void main(String[] args) throws IOException {
    boolean check = List.of(args).contains("--check");
    try (Stream<Path> files = Files.list(Path.of("docs", "pictures"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".txt")).sorted().toList()) {
        Path picture = Path.of(file.toString().replaceAll("txt$", "svg"));
        String drawn = new Draw(file).draw();
        if (!check) {
          Files.writeString(picture, drawn);
        } else if (!Files.exists(picture) || !Files.readString(picture).equals(drawn)) {
          System.err.println(picture + ": not what its source gives (expected: java ci/Draw.java)");
          System.exit(1);
        }
      }
    }
  }

  private record Box(double x, double y, double width, double height) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    double middleX() {
      return x + width / 2;
    }

    double middleY() {
      return y + height / 2;
    }
  }

  /** A line of a source: its first word, the words up to the colon, and the text behind it. */
  private record Step(String what, List<String> words, String text) {
    static Step of(String line) {
      Matcher parts = STEP.matcher(line.strip());
      List<String> words = parts.matches() ? List.of(parts.group(2).split("\\s+")) : List.of();
      return new Step(parts.group(1), words, Objects.requireNonNullElse(parts.group(3), ""));
    }

    double number(int index) {
      return index < words.size() ? Double.parseDouble(words.get(index)) : 0;
    }

    boolean isArrow() {
      return words.get(0).endsWith("->");
    }
  }

  private String draw() throws IOException {
    List<Step> steps = new ArrayList<>();
    Files.readAllLines(source).forEach(line -> steps.add(Step.of(line)));
    Step first = steps.remove(0);
    switch (first.what()) {
      case "boxes" -> boxes(steps);
      case "lanes" -> lanes(steps);
      default -> throw new IllegalArgumentException(source + ": neither boxes nor lanes");
    }
    String title = escaped(String.join(" ", first.words()));
    return format(FRAME, WIDTH, height, title, STYLE, out);
  }

  private void boxes(List<Step> steps) {
    Map<Integer, Double> tops = new TreeMap<>();
    Map<Integer, Double> heights = new TreeMap<>();
    List<Step> areas = steps.stream().filter(step -> step.what().equals("area")).toList();
    List<Step> shapes = steps.stream().filter(step -> step.what().matches("box|main")).toList();
    for (Step each : shapes) {
      heights.merge((int) each.number(2), lines(each.text()).length * LINE + 16.0, Math::max);
    }
    height = MARGIN + (areas.isEmpty() ? 0 : MARGIN);
    heights.forEach(
        (row, high) -> {
          tops.put(row, height);
          height += high + GAP;
        });
    height += MARGIN - GAP;
    double column = (WIDTH - 2.0 * MARGIN) / 12;
    for (Step each : areas) {
      int last = (int) (each.number(1) + each.number(3) - 1);
      double top = tops.get((int) each.number(1)) - 26;
      double bottom = tops.get(last) + heights.get(last) + 12;
      double x = MARGIN + each.number(0) * column - 4;
      rectangle("area", new Box(x, top, each.number(2) * column + 8, bottom - top));
      text("label", x + 10, top + 16, "start", each.text());
    }
    for (Step each : shapes) {
      int row = (int) each.number(2);
      double x = MARGIN + each.number(1) * column + 8;
      Box box = new Box(x, tops.get(row), each.number(3) * column - 16, heights.get(row));
      boxes.put(each.words().get(0), box);
      filled(each.what(), box, each.text());
    }
    steps.stream().filter(Step::isArrow).forEach(this::arrow);
  }

  /** Straight where the boxes are above or beside each other, else through the gap between rows. */
  private void arrow(Step step) {
    Box from = known(step.what());
    Box to = known(step.words().get(1));
    double shift = step.number(2);
    double left = Math.max(from.x(), to.x());
    double right = Math.min(from.right(), to.right());
    double start = to.y() > from.y() ? from.bottom() : from.y();
    double end = to.y() > from.y() ? to.y() : to.bottom();
    if (right - left > 20) {
      double x = (left + right) / 2 + shift;
      line("line", x, start, x, end);
      text("label", x + 7, (start + end) / 2 + 4, "start", step.text());
    } else if (from.y() == to.y()) {
      double y = from.middleY() + shift;
      double x = to.x() > from.x() ? from.right() : from.x();
      line("line", x, y, to.x() > from.x() ? to.x() : to.right(), y);
      text("label", (left + right) / 2, y - 6, "middle", step.text());
    } else {
      double y = Math.max(to.y(), from.y()) - GAP / 2.0;
      double x = from.middleX() + shift;
      line("line", x, start, x, y, to.middleX() + shift, y, to.middleX() + shift, end);
      text("label", (x + to.middleX() + shift) / 2, y - 6, "middle", step.text());
    }
  }

  private void lanes(List<Step> steps) {
    List<Step> lanes = steps.stream().filter(step -> step.what().equals("lane")).toList();
    double wide = (WIDTH - 2.0 * MARGIN) / lanes.size();
    for (Step each : lanes) {
      Box box = new Box(MARGIN + boxes.size() * wide + 6, MARGIN, wide - 12, LANE_HEAD);
      boxes.put(each.words().get(0), box);
      filled("main", box, each.text());
    }
    double y = MARGIN + LANE_HEAD + MARGIN;
    for (Step each : steps) {
      y += each.isArrow() ? message(each, y) : each.what().equals("note") ? note(each, y) : 0;
      if (each.what().equals("then")) {
        out.append(path("line dashed", MARGIN, y + 10, WIDTH - MARGIN, y + 10));
        text("label", MARGIN + 4, y + 26, "start", each.text());
        y += 36;
      }
    }
    height = y + MARGIN;
    for (Box lane : boxes.values()) {
      out.insert(
          0, path("line dashed", lane.middleX(), lane.bottom(), lane.middleX(), height - 12));
    }
  }

  private double message(Step step, double y) {
    double from = known(step.what()).middleX();
    double to = known(step.words().get(1)).middleX();
    fits(step.text(), Math.abs(to - from) - 14);
    line(step.words().get(0).equals("-->") ? "line dashed" : "line", from, y + 14, to, y + 14);
    text("label", (from + to) / 2, y + 7, "middle", step.text());
    return 28;
  }

  private double note(Step step, double y) {
    double wide = width(step.text()) + 16;
    double x = known(step.words().get(0)).middleX() - wide / 2;
    double inside = Math.max(MARGIN, Math.min(x, WIDTH - MARGIN - wide));
    Box box = new Box(inside, y, wide, lines(step.text()).length * LINE + 8.0);
    filled("note", box, step.text());
    return box.height() + 10;
  }

  private Box known(String name) {
    return Objects.requireNonNull(boxes.get(name), () -> source + ": " + name + ": not there");
  }

  private void fits(String text, double room) {
    if (width(text) > room) {
      throw new IllegalArgumentException(source + ": too wide: " + text);
    }
  }

  private void filled(String style, Box box, String text) {
    fits(text, box.width() - 8);
    rectangle(style, box);
    double y = box.middleY() - (lines(text).length - 1) * LINE / 2.0 + 4.5;
    text("in", box.middleX(), y, "middle", text);
  }

  private void rectangle(String style, Box box) {
    out.append(format("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" ", style, box.x(), box.y()));
    out.append(format("width=\"%.1f\" height=\"%.1f\" rx=\"5\"/>\n", box.width(), box.height()));
  }

  /** A line of horizontal and vertical parts, with a head at its end. */
  private void line(String style, double... points) {
    double x = points[points.length - 2];
    double y = points[points.length - 1];
    double dx = Math.signum(x - points[points.length - 4]);
    double dy = Math.signum(y - points[points.length - 3]);
    double backX = x - 9 * dx;
    double backY = y - 9 * dy;
    out.append(path(style, points));
    out.append(path("head", x, y, backX - 4 * dy, backY - 4 * dx, backX + 4 * dy, backY + 4 * dx));
  }

  private static String path(String style, double... points) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      path.append(format("%s%.1f %.1f", i == 0 ? "M" : " L", points[i], points[i + 1]));
    }
    return format("<path class=\"%s\" d=\"%s\"/>\n", style, path);
  }

  private void text(String style, double x, double y, String anchor, String text) {
    String[] lines = lines(text);
    for (int i = 0; i < lines.length && !text.isEmpty(); i++) {
      String escaped = escaped(lines[i]);
      String line = CODE.matcher(escaped).replaceAll("<tspan class=\"code\">$1</tspan>");
      out.append(format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" ", style, x, y + i * LINE));
      out.append(format("text-anchor=\"%s\">%s</text>\n", anchor, line));
    }
  }

  private static String[] lines(String text) {
    return text.split(" \\| ");
  }

  /** About how wide a text is, rather too much. */
  private static double width(String text) {
    double widest = 0;
    for (String line : lines(text)) {
      int plain = CODE.matcher(line).replaceAll("").length();
      int code = CODE.matcher(line).replaceAll("$1").length() - plain;
      widest = Math.max(widest, plain * 6.6 + code * 7.3);
    }
    return widest;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
