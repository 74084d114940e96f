/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes in the documentation are routes, and its Maven is that of a project that is built. */
class DocExamplesTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TEMPLATE =
      Path.of("src/main/resources/io/github/a6runner/starter/project/pom.xml.template");

  @Test
  void routesOfTheGateway_areUnderstoodWithoutAWord() throws IOException {
    for (String routes : blocks("docs/dev-gateway.md", "yaml")) {
      assertUnderstood(routes);
    }
  }

  @Test
  void pluginsOfTheReadme_areUnderstoodInARoute() throws IOException {
    List<String> plugins =
        blocks("README.md", "yaml").stream().filter(yaml -> yaml.startsWith("plugins:")).toList();

    assertThat(plugins).hasSize(1);
    assertUnderstood("routes:\n  - uri: /x\n" + plugins.get(0).indent(4) + "#END\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/packaging-filters.md", "docs/testing-filters.md"})
  void mavenOfADocument_isThatOfANewProject(String document) throws IOException {
    String built = withoutIndentation(Files.readString(TEMPLATE));

    assertThat(blocks(document, "xml"))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(built).contains(withoutIndentation(block)));
  }

  private static void assertUnderstood(String yaml) {
    RoutesFile.Contents contents = RoutesFile.read("doc", yaml);

    assertThat(contents.problems()).isEmpty();
    assertThat(contents.warnings()).isEmpty();
    assertThat(contents.table().routes()).isNotEmpty();
  }

  private static List<String> blocks(String document, String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
        .matcher(Files.readString(PROJECT.resolve(document)))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static String withoutIndentation(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
