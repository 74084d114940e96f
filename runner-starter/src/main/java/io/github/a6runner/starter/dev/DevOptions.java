/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import io.github.a6runner.starter.http.LoopbackAddress;
import io.github.a6runner.starter.surroundings.Installation;
import io.github.a6runner.starter.surroundings.UsageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what is developed, and what stands around it. */
final class DevOptions {
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
          "The routes. Default: routes.yaml of the project, or else the samples of the"
              + " installation in conf/routes.yaml.")
  private Optional<Path> routes = Optional.empty();

  @Option(
      names = "--upstream",
      paramLabel = "URL|echo",
      description = {
        "Where all requests go, instead of the upstreams of the routes; echo is the built-in one.",
        "Default: the upstreams of the routes, for the sample routes echo.",
      })
  private Optional<String> upstream = Optional.empty();

  /** Where the gateway listens. */
  LoopbackAddress http() throws UsageException {
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

  /** The folder of the project that is developed. */
  Optional<Path> project() {
    return project;
  }

  /** Where the project's classes are, once they are compiled. */
  Optional<Path> classes() {
    return project.map(folder -> folder.resolve("target/classes"));
  }

  /** Whether the routes are the person's own, and not the samples of the installation. */
  boolean hasOwnRoutes() {
    return ownRoutes().isPresent();
  }

  /** The file of the routes. */
  Path routes(Installation installation) {
    return ownRoutes().orElse(installation.home().resolve("conf/routes.yaml"));
  }

  private Optional<Path> ownRoutes() {
    return routes.or(
        () -> project.map(folder -> folder.resolve("routes.yaml")).filter(Files::exists));
  }

  /** Where all requests go, if that is not left to the routes. */
  Optional<URI> upstream() throws UsageException {
    if (upstream.isEmpty()) {
      // The samples name a service of the reader's, for APISIX; it need not run.
      return hasOwnRoutes() ? Optional.empty() : Optional.of(DevSettings.ECHO);
    }
    if (upstream.get().equals("echo")) {
      return Optional.of(DevSettings.ECHO);
    }
    Optional<URI> address = UpstreamAddress.parse(upstream.get());
    if (address.isEmpty()) {
      throw new UsageException(
          "--upstream: "
              + upstream.get()
              + " (expected: http://host:port or https://host:port, without a path, or echo)");
    }
    return address;
  }
}
