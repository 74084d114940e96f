/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.configuration.ListenAddress;
import io.github.a6runner.starter.http.LoopbackAddress;
import io.github.a6runner.starter.project.Maven;
import io.github.a6runner.starter.surroundings.JvmOptions;
import io.github.a6runner.starter.surroundings.PrivateFolder;
import io.github.a6runner.starter.surroundings.StopSignal;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code a6-runner dev}: a runner, and before it a gateway for development. */
@Command(
    name = "dev",
    description = {
      "Starts a runner behind a small HTTP gateway that plays APISIX with routes from a file.",
      "For development, on loopback only: it is no gateway for others.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The routes are in APISIX's standalone format, and read again when they change.",
      "Without an upstream an echo answers with what arrived, as JSON. Ctrl-C ends it.",
      "",
      "The Maven project of a plugin is compiled first. It is loaded again whenever its",
      "target/classes change.",
      "",
      "Examples:",
      "  a6-runner dev",
      "  a6-runner dev my-plugin",
      "  a6-runner dev --routes apisix.yaml --plugins target --upstream http://127.0.0.1:8080",
    })
public final class DevCommand implements Callable<Integer> {
  private static final Duration END = Duration.ofSeconds(8);
  private static final int FIRST_WITH_NATIVE_WARNING = 24;

  private final Surroundings surroundings;
  private final Class<?> program;

  @Parameters(
      paramLabel = "PROJECT",
      arity = "0..1",
      description = "The folder of a plugin's Maven project, as `new` writes it.")
  private Optional<Path> project = Optional.empty();

  @Option(
      names = "--http",
      paramLabel = "ADDRESS",
      description = "Where the gateway listens, on loopback. Default: 127.0.0.1:9080.")
  private String http = "127.0.0.1:9080";

  @Option(
      names = "--routes",
      paramLabel = "FILE",
      description =
          "The routes. Default: routes.yaml of the project, or else conf/routes.yaml of the"
              + " installation, the samples.")
  private Optional<Path> routes = Optional.empty();

  @Option(
      names = "--upstream",
      paramLabel = "URL|echo",
      description = {
        "Where all requests go, instead of the upstreams of the routes; echo is the built-in one.",
        "Default: the upstreams of the routes, for the sample routes echo.",
      })
  private Optional<String> upstream = Optional.empty();

  @Mixin private ConfigOptions options = new ConfigOptions();

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   * @param program the class that starts this program, for a further process of it
   */
  public DevCommand(Surroundings surroundings, Class<?> program) {
    this.surroundings = surroundings;
    this.program = program;
  }

  @Override
  public Integer call() throws Exception {
    // The client's Host goes to the upstream, as APISIX passes it; read when HttpClient is loaded.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    LoopbackAddress address = address();
    Optional<URI> target = upstream();
    if (project.isPresent()) {
      compile(project.get());
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (StopSignal stop = StopSignal.install(END);
        PrivateFolder folder = PrivateFolder.make(temporary, "a6-dev-")) {
      Path socket = folder.path().resolve("runner.sock");
      RunnerLog log = new RunnerLog();
      run(stop, new DevSettings(address, routes(), target, socket, listing(), log));
    }
    return ExitCode.OK;
  }

  @SuppressWarnings("try") // The runner is only there and closed.
  private void run(StopSignal stop, DevSettings settings) throws Exception {
    // The gateway first: a mistake in the routes is told before anything else is started.
    try (DevGateway gateway = DevGateway.start(settings, this::say);
        RunnerChild runner =
            RunnerChild.start(
                command(settings.socket()),
                settings.socket(),
                this::say,
                line -> logged(settings.log(), line))) {
      gateway.open();
      announce(gateway);
      stop.await(() -> false);
    }
  }

  private void compile(Path folder) throws Exception {
    if (!Files.exists(folder.resolve("pom.xml"))) {
      throw new UsageException(
          "PROJECT: " + folder + " (expected: a folder with the pom.xml of a plugin)");
    }
    say("compiling " + folder + " with Maven");
    new Maven(surroundings).run(folder, "compile");
  }

  private void announce(DevGateway gateway) {
    surroundings
        .out()
        .println(
            "a6-runner: dev gateway on "
                + gateway.url()
                + " with "
                + routes()
                + "\nFor development: it plays APISIX for this machine, and is no gateway. Try");
    tries(gateway).forEach(line -> surroundings.out().println("  curl -i " + line));
    surroundings.out().println("or, in a browser, " + gateway.url() + "/_a6/");
    surroundings.out().flush();
  }

  private List<String> tries(DevGateway gateway) {
    String url = gateway.url();
    return routes.isPresent() || projectRoutes().isPresent()
        ? gateway.paths().stream().map(path -> "'" + url + path + "'").toList()
        : List.of(
            url + "/say",
            "-H 'Authorization: Bearer x' " + url + "/limited/hello",
            "-H 'Authorization: Bearer x' '" + url + "/full/hello?a=1'");
  }

  private Path routes() {
    return routes
        .or(this::projectRoutes)
        .orElse(surroundings.installation().home().resolve("conf/routes.yaml"));
  }

  private Optional<Path> projectRoutes() {
    return project.map(folder -> folder.resolve("routes.yaml")).filter(Files::exists);
  }

  private LoopbackAddress address() throws UsageException {
    return LoopbackAddress.parse(http)
        .orElseThrow(
            () ->
                new UsageException(
                    "--http: "
                        + http
                        + " (expected: "
                        + LoopbackAddress.EXPECTED
                        + ", such as 127.0.0.1:9080; the dev gateway lets everybody in, and is no"
                        + " gateway for others)"));
  }

  private Optional<URI> upstream() throws UsageException {
    if (upstream.isEmpty()) {
      // The samples name a service of the reader's, for APISIX; it need not run.
      boolean own = routes.isPresent() || projectRoutes().isPresent();
      return own ? Optional.empty() : Optional.of(DevSettings.ECHO);
    }
    if (upstream.get().equals("echo")) {
      return Optional.of(DevSettings.ECHO);
    }
    if (!upstream.get().matches("https?://[\\w.:\\[\\]-]+/?")) {
      throw new UsageException(
          "--upstream: "
              + upstream.get()
              + " (expected: http://host:port or https://host:port, without a path, or echo)");
    }
    return Optional.of(URI.create(upstream.get()));
  }

  /** Starts this very program as a runner. */
  private List<String> command(Path socket) {
    // The log of the runner is what a person who develops wants to see.
    List<String> command = program("-Da6.runner.terminal=true");
    command.addAll(List.of("run", "--listen", ListenAddress.of(socket)));
    command.addAll(List.of("--exit-with", Long.toString(ProcessHandle.current().pid())));
    command.addAll(ofTheProject("--dev"));
    command.addAll(options.words());
    return command;
  }

  private List<String> ofTheProject(String option) {
    return classes().map(path -> List.of(option, path.toString())).orElse(List.of());
  }

  private Optional<Path> classes() {
    return project.map(folder -> folder.resolve("target/classes"));
  }

  private FilterListing listing() throws UsageException {
    List<String> command = program("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("plugins", "--json"));
    command.addAll(ofTheProject("--dev"));
    command.addAll(options.words());
    List<Path> watched = new ArrayList<>(classes().stream().toList());
    watched.add(options.draft(surroundings).build().plugins());
    return new PluginListing(command, watched);
  }

  /**
   * In a JVM like this one, so that what is seen here is what will run. Without its archive of
   * classes: that is made of another class path.
   */
  private List<String> program(String option) {
    List<String> command = new ArrayList<>();
    command.add(JvmOptions.java().toString());
    command.addAll(JvmOptions.shape().orElse(List.of()));
    if (Runtime.version().feature() >= FIRST_WITH_NATIVE_WARNING) {
      command.add("--enable-native-access=ALL-UNNAMED"); // what a jar says counts with -jar only
    }
    command.add(option);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }

  private void logged(RunnerLog log, String line) {
    surroundings.err().println(line);
    log.add(line);
  }

  private void say(String message) {
    surroundings.say("dev: " + message);
  }
}
