/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.starter.configuration.ConfigDraft;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.Version;
import io.github.a6runner.starter.surroundings.Words;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code a6-runner doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks at what keeps a runner and APISIX from working together, and says what to do.",
      "Changes nothing itself, but starts the filters of the plugins, as the runner does.",
      "To be run as the user that the runner runs as.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "One line for each look: ok, info, warn or fail. Exit status: 0, or 1 if something fails.",
      "",
      "Examples:",
      "  a6-runner doctor --apisix-config /usr/local/apisix/conf/config.yaml",
      "  a6-runner doctor --json --listen unix:/tmp/a6.sock",
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--apisix-config",
      paramLabel = "FILE",
      description = "APISIX's config.yaml. Default: that of /usr/local/apisix, if it is there.")
  private Optional<Path> apisixConfig = Optional.empty();

  @Option(
      names = "--listen",
      paramLabel = "unix:PATH",
      description = "The Unix socket, if the runner is started with this option, too.")
  private Optional<String> listen = Optional.empty();

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   */
  public DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    ConfigDraft draft = options.draft(surroundings, surroundings.environment());
    listen.ifPresent(address -> draft.listen("--listen", address));
    List<Finding> findings = Examination.of(draft, surroundings.environment(), apisixConfig);
    if (json) {
      surroundings.out().println(json(findings));
    } else {
      findings.forEach(finding -> surroundings.out().println(finding.line()));
    }
    boolean failed = findings.stream().anyMatch(each -> each.level() == Finding.Level.FAIL);
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static String json(List<Finding> findings) throws JsonProcessingException {
    List<Map<String, String>> entries = findings.stream().map(DoctorCommand::entry).toList();
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(entries);
  }

  private static Map<String, String> entry(Finding finding) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("level", Words.of(finding.level()));
    entry.put("subject", finding.subject());
    entry.put("finding", finding.text());
    if (!finding.advice().isEmpty()) {
      entry.put("do", finding.advice());
    }
    return entry;
  }
}
