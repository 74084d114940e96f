/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the dev gateway in a browser, used with the keyboard alone. */
class PlaygroundIT {
  private static final String LOADED = "document.querySelectorAll('#filters li').length > 0";
  private static final String SUMMARY = "document.querySelector('#summary').textContent";
  private static final String DETAILS = "document.querySelector('#details').innerText";

  private final Path folder;
  private final Path plugins;
  private RunnerProcess dev;
  private Chromium browser;
  private String url = "";

  PlaygroundIT(@TempDir Path folder) {
    this.folder = folder;
    this.plugins = folder.resolve("plugins");
  }

  @BeforeEach
  void start() throws Exception {
    Optional<Path> binary = Chromium.find();
    if (binary.isEmpty()) {
      System.out.println("PlaygroundIT is skipped: no Chromium on the PATH or in CHROMIUM");
    }
    assumeTrue(binary.isPresent(), "no Chromium");
    Path samples = RunnerProcess.JAR.resolveSibling("plugins/runner-sample-plugins.jar");
    Files.createDirectory(plugins);
    Files.copy(samples, plugins.resolve("samples.jar"));
    dev =
        RunnerProcess.jar(
            folder, Map.of(), "dev", "--http", "127.0.0.1:0", "--plugins", plugins.toString());
    url = dev.awaitLine("dev gateway on ").replaceFirst(".*(http://[0-9.:]+).*", "$1");
    dev.awaitLine("in a browser");
    browser = Chromium.start(binary.get(), Files.createDirectory(folder.resolve("profile")));
    browser.open(url + "/_a6/", LOADED);
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (dev != null) {
      dev.close();
    }
  }

  @Test
  void page_chainMadeWithTheKeyboard_showsWhatTheClientGets() throws Exception {
    browser.tabTo("#add");
    browser.enter();
    browser.type("say");
    browser.tabTo(".conf");
    browser.replaceBy("{\"body\":\"from the keyboard\"}");
    browser.controlEnter();
    browser.await(SUMMARY + ".includes('stopped by say')");

    assertThat(browser.text(SUMMARY)).startsWith("The client gets 200 OK after 1 filter");
    assertThat(browser.text(DETAILS))
        .contains("from the keyboard")
        .contains("Nothing: the request did not get there.")
        .contains("bin/a6-runner call")
        .contains("--filter 'say={\"body\":\"from the keyboard\"}'")
        .contains("name: 'say'");
    assertOnlyOwnRequests();
  }

  @Test
  void page_routeOfTheFile_showsTheRequestBeforeAndAfterEachFilter() throws Exception {
    browser.tabTo("#preset");
    browser.type("full");
    browser.tabTo("#headers");
    browser.type("Authorization: Bearer x");
    browser.tabTo("#send");
    browser.enter();
    browser.await(SUMMARY + ".includes('after 3 filters')");

    assertThat(browser.text("document.querySelector('.diff .new').innerText"))
        .contains("header")
        .contains("X-Tenant: a");
    assertThat(browser.text(DETAILS)).contains("GET /full/hello").contains("x-via: a6");
    assertOnlyOwnRequests();
  }

  @Test
  void page_listOfFilters_tellsWhatEachTakesAndWhatIsWrong() throws Exception {
    assertThat(browser.text("document.querySelector('#filters > li').textContent"))
        .isEqualTo(
            "auth-checkrequest · non_blockingheadertext, default Authorization"
                + "from samplesAdd to the chain");

    Files.writeString(plugins.resolve("broken.jar"), "no jar");
    browser.await("document.querySelector('#state').textContent.endsWith(', 1 with problems')");

    assertThat(browser.text("document.querySelector('#problems').textContent"))
        .startsWith("plugins/broken.jar: ");
    assertOnlyOwnRequests();
  }

  private void assertOnlyOwnRequests() {
    assertThat(browser.requests()).isNotEmpty().allMatch(each -> each.startsWith(url + "/_a6/"));
    assertThat(browser.complaints()).isEmpty();
  }
}
