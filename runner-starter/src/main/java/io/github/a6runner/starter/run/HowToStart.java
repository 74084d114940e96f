/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.run;

/** What a person reads who starts the runner without saying where it is to listen. */
final class HowToStart {

  private HowToStart() {}

  static String text() {
    return """
        a6-runner: no socket to listen on. You can

          have APISIX start the runner, in APISIX's conf/config.yaml:
              ext-plugin:
                cmd: ["/path/to/bin/a6-runner", "run"]

          start it yourself beside APISIX, with the socket that its conf/config.yaml names:
              ext-plugin:
                path_for_test: /tmp/a6.sock
              $ bin/a6-runner run --listen unix:/tmp/a6.sock

          start it for development, with a gateway in place of APISIX:
              $ bin/a6-runner dev

          try a filter without APISIX:
              $ bin/a6-runner call --filter 'say={"body":"hi"}'

        The address can also be set in conf/runner.yaml. More: bin/a6-runner --help. If something
        does not work, `bin/a6-runner doctor` may know why.
        """;
  }
}
