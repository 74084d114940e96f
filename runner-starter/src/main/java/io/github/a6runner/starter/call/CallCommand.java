/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import io.github.a6runner.core.RunnerServer;
import io.github.a6runner.core.file.PrivateFolder;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.ErrorCode;
import io.github.a6runner.starter.configuration.Config;
import io.github.a6runner.starter.configuration.ConfigDraft;
import io.github.a6runner.starter.configuration.ConfigOptions;
import io.github.a6runner.starter.configuration.ListenAddress;
import io.github.a6runner.starter.plugins.ClassesOption;
import io.github.a6runner.starter.plugins.LoadedPlugins;
import io.github.a6runner.starter.surroundings.Surroundings;
import io.github.a6runner.starter.surroundings.UsageException;
import io.github.a6runner.starter.surroundings.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code a6-runner call}: one call as APISIX would make it, and what came of it. */
@Command(
    name = "call",
    description = {
      "Plays APISIX for one call and prints what the filters decided.",
      "Without --socket it starts a runner of its own for that.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 if the call was answered, 1 if it failed.",
      "",
      "Examples:",
      "  a6-runner call --filter 'say={\"body\":\"hi\"}'",
      "  a6-runner call --filter auth-check --header 'Authorization: Bearer x' --path '/a?b=c'",
      "  a6-runner call --filter 'request-transform={\"set_args\":{\"a\":\"2\"}}' --path '/?a=1'",
      "  a6-runner call --phase response --status 404 --filter 'response-rewrite={\"status\":410}'",
      "  a6-runner call --socket unix:/tmp/a6.sock --filter 'say={\"body\":\"hi\"}' --json",
    })
public final class CallCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private CallOptions call = new CallOptions();

  @Option(
      names = "--socket",
      paramLabel = "unix:PATH",
      description = "The socket of a runner that is running.")
  private Optional<String> socket = Optional.empty();

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin private ClassesOption dev = new ClassesOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * Creates the command.
   *
   * @param surroundings what it knows of the world
   */
  public CallCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    CallSpec spec = call.spec();
    PeerReply reply = socket.isPresent() ? callAt(socket.get(), spec) : callOwnRunner(spec);
    return print(spec, reply);
  }

  private PeerReply callAt(String address, CallSpec spec) throws UsageException {
    Path path = ListenAddress.typed("--socket", address);
    Optional<String> ofOwn =
        dev.folder().map(folder -> "--dev").or(() -> options.words().stream().findFirst());
    if (ofOwn.isPresent()) {
      throw new UsageException(
          ofOwn.get() + ": not with --socket (expected: what that runner has already)");
    }
    return CallSender.call(path, spec);
  }

  private PeerReply callOwnRunner(CallSpec spec) throws UsageException, IOException {
    try (PrivateFolder folder = PrivateFolder.make("a6-call-")) {
      ConfigDraft draft = options.draft(surroundings);
      draft.listen(folder.path().resolve("runner.sock"));
      draft.runtimeDir(folder.path());
      return callOwnRunner(draft.build(), spec);
    }
  }

  private PeerReply callOwnRunner(Config config, CallSpec spec) throws IOException {
    try (LoadedPlugins plugins = LoadedPlugins.load(config, dev.folder())) {
      plugins.problems().forEach(problem -> surroundings.say(problem.toString()));
      try (RunnerServer server = RunnerServer.start(config.runner(), plugins.plugins())) {
        return CallSender.call(server.config().listen(), spec);
      }
    }
  }

  private int print(CallSpec spec, PeerReply reply) {
    if (json) {
      surroundings.out().println(VerdictJson.of(spec, reply));
    } else if (reply instanceof PeerReply.Answered answered) {
      VerdictText.of(spec, answered).forEach(surroundings.out()::println);
    }
    if (reply instanceof PeerReply.Failed failed) {
      surroundings.say(explanation(failed));
      return ExitCode.SOFTWARE;
    }
    return ExitCode.OK;
  }

  private String explanation(PeerReply.Failed failed) {
    String log = socket.isPresent() ? "the runner's log says why" : "the log above says why";
    return failed
        .code()
        .map(code -> "the runner answered " + code + ": " + meaning(code) + "; " + log)
        .orElseGet(() -> "the call failed: " + failed.reason());
  }

  private static String meaning(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST -> "it did not understand the call";
      case SERVICE_UNAVAILABLE ->
          "a filter is not loaded, refused its conf, failed or took too long, and the client gets"
              + " 503";
      case CONF_TOKEN_NOT_FOUND -> "it does not know the conf, though it was just prepared";
    };
  }
}
