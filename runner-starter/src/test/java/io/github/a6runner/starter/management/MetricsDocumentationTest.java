/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.api.Phase;
import io.github.a6runner.core.Cause;
import io.github.a6runner.core.RunnerEvents;
import io.github.a6runner.core.RunnerLoad;
import io.github.a6runner.core.RunnerState;
import io.github.a6runner.core.plugin.PluginProblem;
import io.github.a6runner.core.plugin.PluginsState;
import io.github.a6runner.core.setting.LoadLimits;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names every metric, with what the code says of it. */
class MetricsDocumentationTest {
  private static final Path DOCS = Path.of("..", "docs", "metrics.md");
  private static final String TABLE = "| --- | --- | --- | --- |";
  private static final String ROW = "| `a6_runner_";
  private static final List<PluginProblem> PROBLEMS =
      List.of(
          new PluginProblem("plugins/a.jar", "no jar: the password is", "no jar"),
          new PluginProblem("plugins/b.jar", "", "r".repeat(300)));

  @Test
  void documentation_metrics_areThoseOfTheCode() throws IOException {
    List<String> lines = Files.readAllLines(DOCS);
    if (System.getProperty("a6.update") != null) {
      Files.write(DOCS, updated(lines, rows()));
    } else {
      assertThat(lines).filteredOn(line -> line.startsWith(ROW)).isEqualTo(rows());
    }
  }

  @Test
  void documentation_causes_areThoseOfTheCode() throws IOException {
    String text = Files.readString(DOCS);

    assertThat(Stream.of(Cause.values()).map(cause -> "`" + cause.label() + "`"))
        .allMatch(text::contains);
  }

  @Test
  void status_problemsOfPlugins_areWithoutMessages() throws IOException {
    CallMetrics calls = new CallMetrics(new PrometheusRegistry(), Clock.systemUTC(), "f"::equals);
    String page =
        new String(
            new StatusPage(subject(), calls, Clock.systemUTC()).bytes(), StandardCharsets.UTF_8);

    assertThat(page).contains("\"no jar\"").doesNotContain("password");
  }

  @Test
  void problems_ofPlugins_nameTheirPlaceAndReason() throws IOException {
    assertThat(exposed())
        .contains(
            "a6_runner_plugin_problem{origin=\"plugins/a.jar\",reason=\"no jar\"} 1.0",
            "{origin=\"plugins/b.jar\",reason=\"" + "r".repeat(200) + "...\"} 1.0");
  }

  @Test
  void callDenied_atTheDoor_isCountedAndTakesNoTime() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    CallMetrics calls = new CallMetrics(registry, Clock.systemUTC(), "f"::equals);
    calls.callNotTaken(Phase.REQUEST, Cause.CALLS_IN_FLIGHT);
    calls.callDenied(Phase.REQUEST, Cause.CALL_DEADLINE, 1);

    assertThat(written(registry))
        .contains(
            "cause=\"calls_in_flight\",decision=\"denied\",phase=\"request\"} 1.0",
            "cause=\"call_deadline\",decision=\"denied\",phase=\"request\"} 1.0",
            "a6_runner_call_duration_seconds_count{phase=\"request\"} 1\n");
  }

  private static List<String> updated(List<String> lines, List<String> rows) {
    int table = lines.indexOf(TABLE) + 1;
    List<String> updated = new ArrayList<>(lines.subList(0, table));
    updated.addAll(rows);
    lines.stream().skip(table).dropWhile(line -> line.startsWith(ROW)).forEach(updated::add);
    return updated;
  }

  private static List<String> rows() throws IOException {
    List<String> exposed = exposed().lines().toList();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < exposed.size(); i++) {
      if (exposed.get(i).startsWith("# HELP a6_runner_")) {
        String[] help = exposed.get(i).split(" ", 4);
        String type = exposed.get(i + 1).split(" ", 4)[3];
        rows.add(
            "| `%s` | %s | %s | %s |"
                .formatted(help[2], type, labels(exposed.get(i + 2)), help[3]));
      }
    }
    return rows;
  }

  private static String labels(String sample) {
    int open = sample.indexOf('{');
    if (open < 0) {
      return "";
    }
    return Arrays.stream(sample.substring(open + 1, sample.indexOf('}')).split(","))
        .map(label -> label.substring(0, label.indexOf('=')))
        .filter(label -> !label.equals("le"))
        .map(label -> "`" + label + "`")
        .collect(Collectors.joining(", "));
  }

  /** All metrics with at least one value. */
  private static String exposed() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    CallMetrics calls = new CallMetrics(registry, Clock.systemUTC(), "f"::equals);
    ServerMetrics.register(registry, subject());
    LoadMetrics.register(registry, subject(), calls.filters());
    calls.turnEnded("f", Phase.REQUEST, RunnerEvents.TurnEnd.FAILED, 1);
    calls.failure(Optional.of("f"), Phase.REQUEST, Cause.FILTER_FAILED);
    calls.configureFailed("f");
    return written(registry);
  }

  private static String written(PrometheusRegistry registry) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Subject subject() {
    RunnerLoad load =
        new RunnerLoad(
            0, 0, 0, 0, Map.of("f", new RunnerLoad.OfFilter(0, 0)), new LoadLimits(1, 1, 1, 1, 1));
    RunnerState state =
        new RunnerState(
            true,
            false,
            new RunnerState.OfCalls(0, 1),
            new RunnerState.OfConnections(0, 0, 0, 0),
            new RunnerState.OfConfs(0, 0, 0, 0, 0),
            List.of(),
            load);
    return new Subject(
        "1.0",
        "/x.sock",
        "nio",
        false,
        Instant.EPOCH,
        () -> Optional.of(state),
        () -> new PluginsState(List.of(), PROBLEMS, 0, 0, 0),
        () -> 0);
  }
}
