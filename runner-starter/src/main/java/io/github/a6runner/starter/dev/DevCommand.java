/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.http.LoopbackAddress;
import io.github.a6runner.starter.project.Maven;
import io.github.a6runner.starter.surroundings.StopSignal;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import java.io.IOException;
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

/** {@code a6-runner dev}: a runner, and before it a gateway for development. */
@Command(
    name = "dev",
    description = {
      "Starts a runner behind a small HTTP gateway that plays APISIX with routes from a file.",
      "For development, on loopback only: it is not a gateway for others.",
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

  private final Surroundings surroundings;
  private final Class<?> program;

  @Mixin private DevOptions dev = new DevOptions();

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
    LoopbackAddress address = dev.http();
    Optional<URI> target = dev.upstream();
    if (dev.project().isPresent()) {
      compile(dev.project().get());
    }
    try (StopSignal stop = StopSignal.install(END);
        PrivateFolder folder = PrivateFolder.make("a6-dev-")) {
      Path socket = folder.path().resolve("runner.sock");
      run(stop, new DevSettings(address, routes(), target, socket, view()));
    }
    return ExitCode.OK;
  }

  private void compile(Path folder) throws UsageException, IOException, InterruptedException {
    if (!Files.exists(folder.resolve("pom.xml"))) {
      throw new UsageException(
          "PROJECT: " + folder + " (expected: a folder with the pom.xml of a plugin)");
    }
    say("compiling " + folder + " with Maven");
    new Maven(surroundings).run(folder, "compile");
  }

  @SuppressWarnings("try") // The runner is only there and closed.
  private void run(StopSignal stop, DevSettings settings) throws Exception {
    // The gateway first: a mistake in the routes is told before anything else is started.
    try (DevGateway gateway = DevGateway.start(settings, this::say);
        RunnerChild runner =
            RunnerChild.start(
                children().run(settings.socket()),
                settings.socket(),
                this::say,
                line -> logged(settings.runner().log(), line))) {
      gateway.open();
      announce(gateway);
      stop.await(() -> false);
    }
  }

  private RunnerView view() throws UsageException {
    List<String> call = new ArrayList<>(List.of(surroundings.script(), "call"));
    call.addAll(words());
    FilterListing listing = new PluginListing(children().plugins(), watched());
    return new RunnerView(listing, new RunnerLog(), call);
  }

  private ChildCommands children() {
    return new ChildCommands(program, words());
  }

  /** The options that say what there is to run. */
  private List<String> words() {
    List<String> words = new ArrayList<>();
    dev.classes().ifPresent(path -> words.addAll(List.of("--dev", path.toString())));
    words.addAll(options.words());
    return words;
  }

  /** What the list of filters depends on. */
  private List<Path> watched() throws UsageException {
    List<Path> watched = new ArrayList<>(dev.classes().stream().toList());
    watched.add(options.draft(surroundings).build().plugins());
    return watched;
  }

  private void announce(DevGateway gateway) {
    surroundings
        .out()
        .println(
            "a6-runner: dev gateway on "
                + gateway.url()
                + " with "
                + routes()
                + "\nFor development: it plays APISIX for this machine, and is not a gateway. Try");
    tries(gateway).forEach(line -> surroundings.out().println("  curl -i " + line));
    surroundings.out().println("or, in a browser, " + gateway.url() + "/_a6/");
    surroundings.out().flush();
  }

  private List<String> tries(DevGateway gateway) {
    String url = gateway.url();
    return dev.hasOwnRoutes()
        ? gateway.paths().stream().map(path -> "'" + url + path + "'").toList()
        : List.of(
            url + "/say",
            "-H 'Authorization: Bearer x' " + url + "/limited/hello",
            "-H 'Authorization: Bearer x' '" + url + "/full/hello?a=1'");
  }

  private Path routes() {
    return dev.routes(surroundings.installation());
  }

  private void logged(RunnerLog log, String line) {
    surroundings.err().println(line);
    log.add(line);
  }

  private void say(String message) {
    surroundings.say("dev: " + message);
  }
}
