/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill of materials in the distribution of a release; other builds have none. */
class BillOfMaterialsIT {
  private static final Set<String> LICENSES =
      Set.of("Apache-2.0", "MIT", "EPL-2.0", "LGPL-2.1-only");

  /** Whose libraries are whose, by the beginning of their group. */
  private static final Map<String, String> IN_THE_NOTICE =
      Map.of(
          "ch.qos.logback", "Logback",
          "com.fasterxml.jackson", "Jackson",
          "com.github.ben-manes.caffeine", "Caffeine",
          "com.google.flatbuffers", "FlatBuffers for Java",
          "info.picocli", "picocli",
          "io.netty", "Netty",
          "io.prometheus", "Prometheus Java client",
          "org.slf4j", "SLF4J",
          "org.yaml", "SnakeYAML");

  private final Path folder;
  private List<JsonNode> components = List.of();

  BillOfMaterialsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void readBill() throws Exception {
    assumeTrue(System.getProperty("a6.release").equals("is true"), "built with -Prelease");
    Path bill = Distribution.unpack(folder).resolve("lib/a6-runner.cdx.json");
    List<JsonNode> read = new ArrayList<>();
    new ObjectMapper().readTree(Files.readAllBytes(bill)).get("components").forEach(read::add);
    components = read;
  }

  @Test
  void components_ofNetty_areThoseInTheJar() throws IOException {
    Set<String> listed =
        components.stream()
            .filter(component -> component.get("group").asText().equals("io.netty"))
            .map(component -> component.get("name").asText())
            .collect(Collectors.toSet());

    assertThat(listed).isEqualTo(nettyInTheJar());
  }

  @Test
  void components_each_haveALicenceThatMayBeShipped() {
    assertThat(components)
        .isNotEmpty()
        .allSatisfy(
            component ->
                assertThat(component.get("licenses"))
                    .as(component.get("name").asText())
                    .isNotEmpty()
                    .allMatch(choice -> LICENSES.contains(choice.at("/license/id").asText())));
  }

  @Test
  void components_ofOthers_areNamedInTheNotice() throws IOException {
    String notice = Files.readString(RunnerProcess.ROOT.resolve("NOTICE"));
    assertThat(components)
        .extracting(component -> component.get("group").asText())
        .filteredOn(group -> !group.equals("io.github.a6runner"))
        .isNotEmpty()
        .allSatisfy(group -> assertThat(notice).containsPattern("(?m)^  " + noticeOf(group)));
  }

  private static String noticeOf(String group) {
    return IN_THE_NOTICE.entrySet().stream()
        .filter(each -> group.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(group + ": (expected: to be in NOTICE)"));
  }

  @Test
  void components_ofTestsAndTools_areNotThere() {
    assertThat(components)
        .extracting(component -> component.get("name").asText())
        .contains("runner-core", "jackson-databind", "logback-classic", "netty-transport")
        .doesNotContain("junit-jupiter", "assertj-core", "jspecify", "runner-testkit");
  }

  private static Set<String> nettyInTheJar() throws IOException {
    Properties versions = new Properties();
    try (ZipFile jar = new ZipFile(RunnerProcess.JAR.toFile());
        InputStream in =
            jar.getInputStream(jar.getEntry("META-INF/io.netty.versions.properties"))) {
      versions.load(in);
    }
    return versions.stringPropertyNames().stream()
        .filter(key -> key.endsWith(".version"))
        .map(key -> key.substring(0, key.length() - ".version".length()))
        .collect(Collectors.toSet());
  }
}
