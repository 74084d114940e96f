/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.doctor;

import io.github.a6runner.core.file.FileFailure;
import io.github.a6runner.core.socket.PeerRules;
import io.github.a6runner.core.socket.RuntimeDir;
import io.github.a6runner.core.socket.StartException;
import io.github.a6runner.starter.archive.ClassArchive;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigDraft;
import io.github.a6runner.starter.plugins.LoadedPlugins;
import io.github.a6runner.starter.surroundings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Looks at everything that the doctor looks at, on this machine and as this user. */
final class Examination {
  private static final Path USUAL_APISIX = Path.of("/usr/local/apisix/conf/config.yaml");

  private final ConfigDraft draft;
  private final Map<String, String> environment;
  private final Machine machine = new Machine(Path.of("/"));
  private final String user = System.getProperty("user.name", "?");
  private final List<Finding> findings = new ArrayList<>();

  private Examination(ConfigDraft draft, Map<String, String> environment) {
    this.draft = draft;
    this.environment = environment;
  }

  /** All that was found, in an order that leads from the ground up. */
  static List<Finding> of(
      ConfigDraft draft, Map<String, String> environment, Optional<Path> apisixConfig) {
    Examination examination = new Examination(draft, environment);
    examination.jvm();
    Optional<Config> config = examination.configuration();
    Optional<ApisixConfig> apisix = examination.readApisix(apisixConfig);
    config.ifPresent(examination::folders);
    config.ifPresent(examination::plugins);
    examination.socket(apisix);
    apisix.ifPresent(found -> examination.checkApisix(found, config));
    return examination.findings;
  }

  private void jvm() {
    findings.add(Finding.info("user", user + "; what follows is as that user sees it"));
    String home = System.getProperty("java.home", "?");
    findings.add(JvmChecks.version(Runtime.version().feature(), home));
    findings.add(JvmChecks.memory(Runtime.getRuntime().maxMemory(), machine.memoryLimit()));
    Optional<ClassArchive> archive = ClassArchive.ofThisProcess();
    Optional<Path> file = archive.map(ClassArchive::file);
    findings.add(
        JvmChecks.archive(
            file,
            archive.filter(Examination::isCurrent).isPresent(),
            file.map(Path::getParent).filter(Examination::canBeWritten).isPresent()));
  }

  private static boolean isCurrent(ClassArchive archive) {
    try {
      return archive.isCurrent();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a folder can be written to, or made. */
  private static boolean canBeWritten(Path folder) {
    return FolderFacts.upwards(folder).stream()
        .filter(FolderFacts::exists)
        .findFirst()
        .filter(FolderFacts::writable)
        .isPresent();
  }

  private Optional<Config> configuration() {
    try {
      Config config = draft.build();
      findings.add(Finding.ok("configuration", "nothing is wrong with it"));
      draft.filesWithFilterSettings().forEach(this::privacy);
      int connections = config.runner().load().maxConnections();
      OptionalLong files = machine.openFiles();
      files.ifPresent(limit -> findings.add(JvmChecks.openFiles(limit, connections)));
      return Optional.of(config);
    } catch (UsageException e) {
      for (String problem : e.problems()) {
        findings.add(Finding.fail("configuration", problem, "see docs/configuration.md"));
      }
      return Optional.empty();
    }
  }

  private void privacy(Path file) {
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        String found = file + ": everybody can read the settings of filters in it";
        findings.add(Finding.warn("configuration", found, "chmod o-r " + file));
      }
    } catch (IOException e) {
      findings.add(Finding.warn("configuration", FileFailure.of(e), "see above"));
    }
  }

  private void folders(Config config) {
    findings.add(FolderChecks.plugins(FolderFacts.of(config.plugins())));
    Path logs = Optional.ofNullable(config.log().file().getParent()).orElse(Path.of("/"));
    findings.add(FolderChecks.log(FolderFacts.upwards(logs)));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    findings.addAll(
        FolderChecks.temporary(FolderFacts.of(temporary), machine.mayExecute(temporary)));
    try {
      Path folder = RuntimeDir.of(config.runner().runtimeDir(), environment);
      findings.add(Finding.ok("runtime folder", folder.toString()));
    } catch (StartException e) {
      findings.add(Finding.fail("runtime folder", FileFailure.of(e), "set runtime-dir"));
    }
  }

  private void plugins(Config config) {
    if (!Files.isDirectory(config.plugins())) {
      return;
    }
    try (LoadedPlugins plugins = LoadedPlugins.load(config)) {
      plugins
          .problems()
          .forEach(
              problem ->
                  findings.add(
                      Finding.fail(
                          "plugin " + problem.origin(), problem.reason(), "mend or remove it")));
      plugins
          .settingsOfNoFilter(config)
          .forEach(name -> findings.add(Finding.warn("configuration", name, "mend the name")));
      boolean none = plugins.filters().filters().isEmpty();
      findings.add(
          none
              ? Finding.warn(
                  "plugins", "no filters in " + config.plugins(), "put plugin jars there")
              : Finding.ok("plugins", plugins.counted()));
    } catch (IOException e) {
      findings.add(Finding.fail("plugins", FileFailure.of(e), "see above"));
    }
  }

  private void socket(Optional<ApisixConfig> apisix) {
    Optional<Path> path =
        draft
            .listen()
            .or(() -> apisix.flatMap(ApisixConfig::pathForTest).map(Path::of))
            .filter(Path::isAbsolute);
    if (path.isEmpty()) {
      findings.add(
          Finding.info(
              "socket", "APISIX says where it is, as APISIX_LISTEN_ADDRESS does not here"));
      return;
    }
    Path socket = path.get();
    findings.add(SocketChecks.length(socket));
    Path folder = Optional.ofNullable(socket.getParent()).orElse(socket);
    findings.addAll(SocketChecks.folders(FolderFacts.upwards(folder)));
    findings.addAll(SocketChecks.present(SocketFacts.of(socket), user));
    findings.addAll(SocketChecks.leftovers(SocketFacts.stale(folder, socket)));
  }

  private Optional<ApisixConfig> readApisix(Optional<Path> named) {
    if (named.isEmpty() && !Files.isReadable(USUAL_APISIX)) {
      findings.add(
          Finding.info(
              "apisix", "its configuration was not looked at; --apisix-config FILE names it"));
      return Optional.empty();
    }
    Path file = named.orElse(USUAL_APISIX);
    List<String> problems = new ArrayList<>();
    Optional<ApisixConfig> config = Optional.empty();
    try {
      config = ApisixConfig.read(file.toString(), Files.readString(file), problems);
    } catch (IOException e) {
      problems.add(file + " cannot be read");
    }
    problems.forEach(
        problem -> findings.add(Finding.fail("apisix", problem, "name its config.yaml")));
    return config;
  }

  private void checkApisix(ApisixConfig apisix, Optional<Config> config) {
    findings.addAll(ApisixChecks.start(apisix, program -> Files.isExecutable(Path.of(program))));
    findings.addAll(ApisixChecks.address(apisix, draft.listen()));
    findings.addAll(ApisixChecks.variables(apisix, environment.keySet()));
    findings.addAll(ApisixChecks.plugins(apisix));
    config.ifPresent(
        found -> findings.addAll(ApisixChecks.workers(apisix, name -> mayConnect(name, found))));
  }

  private boolean mayConnect(String name, Config config) {
    if (name.equals("root") || name.equals(user)) {
      return true;
    }
    try {
      Set<Long> id = PeerRules.of(Set.of(name), OptionalLong.empty()).userIds();
      return config.runner().peers().userIds().containsAll(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
