/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigDraft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order in which the doctor looks at things, on this machine and as this user. */
final class Examination {
  private Examination() {}

  /** All that was found, in an order that leads from the ground up. */
  static List<Finding> of(
      ConfigDraft draft, Map<String, String> environment, Optional<Path> apisixConfig) {
    String user = System.getProperty("user.name", "?");
    Machine machine = new Machine(Path.of("/"));
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.info("user", user + "; what follows is as that user sees it"));
    findings.addAll(JvmChecks.ofThisProcess(machine));
    findings.add(ArchiveChecks.ofThisProcess());
    List<Finding> ofApisix = new ArrayList<>();
    Optional<ApisixConfig> apisix = ApisixChecks.read(apisixConfig, ofApisix);
    apisix.ifPresent(found -> draft.runner().managed(!found.command().isEmpty()));
    Optional<Config> config = ConfigurationChecks.read(draft, findings);
    config.map(found -> JvmChecks.openFiles(machine, found)).ifPresent(findings::addAll);
    findings.addAll(ofApisix);
    config.map(found -> FolderChecks.of(found, environment, machine)).ifPresent(findings::addAll);
    config.map(PluginChecks::of).ifPresent(findings::addAll);
    Optional<Path> socket =
        draft.listen().or(() -> apisix.flatMap(ApisixConfig::pathForTest).map(Path::of));
    findings.addAll(SocketChecks.of(socket, user));
    apisix.map(found -> ReachChecks.of(found, draft.listen())).ifPresent(findings::addAll);
    apisix.map(found -> ApisixChecks.of(found, environment)).ifPresent(findings::addAll);
    apisix
        .flatMap(found -> config.map(own -> PeerChecks.of(found, own, user)))
        .ifPresent(findings::addAll);
    return findings;
  }
}
