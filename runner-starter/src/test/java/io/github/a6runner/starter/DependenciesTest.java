/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The page of dependencies has a reason for each library and each plugin that a build takes. */
class DependenciesTest {
  private static final Path ROOT = Path.of("..");
  private static final String OURS = "io.github.a6runner";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| .+\\|$");

  @Test
  void libraries_ofAllModules_areOnThePage() throws Exception {
    List<String> named = rows();
    List<String> taken = new ArrayList<>();
    for (Path pom : poms()) {
      taken.addAll(artifacts(pom, "dependency"));
      taken.addAll(artifacts(pom, "path")); // what the compiler takes
    }

    assertThat(taken).contains("netty-all", "jqwik").hasSizeGreaterThan(40);
    assertThat(taken).filteredOn(name -> !isNamed(name, named)).isEmpty();
  }

  @Test
  void plugins_ofAllModules_areOnThePage() throws Exception {
    List<String> named = rows();
    List<String> taken = new ArrayList<>();
    for (Path pom : poms()) {
      for (String plugin : artifacts(pom, "plugin")) {
        taken.add(plugin.replaceAll("^maven-|-maven-plugin$|-plugin$|-maven$", ""));
      }
    }

    assertThat(taken).contains("surefire", "pitest").hasSizeGreaterThan(20);
    assertThat(taken).filteredOn(name -> !isNamed(name, named)).isEmpty();
  }

  /** As a whole word: a library is not named by one whose name begins with its own. */
  private static boolean isNamed(String artifact, List<String> rows) {
    Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(artifact) + "(?![\\w-])");
    return rows.stream().anyMatch(row -> word.matcher(row).find());
  }

  /** The rows of all tables of what is taken. */
  private static List<String> rows() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/dependencies.md"));
    String tables = page.substring(0, page.indexOf("## Who may know whom"));
    return ROW.matcher(tables).results().map(row -> row.group().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<Path> poms() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return Stream.concat(Stream.of(ROOT), folders)
          .map(folder -> folder.resolve("pom.xml"))
          .filter(Files::exists)
          .toList();
    }
  }

  /** The names of what a module takes of others, not of what it would take if it did. */
  private static List<String> artifacts(Path pom, String kind) throws Exception {
    NodeList all =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getElementsByTagName(kind);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (!child(element, "groupId").startsWith(OURS) && !isManaged(element)) {
        names.add(child(element, "artifactId").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static boolean isManaged(Element dependency) {
    return dependency.getTagName().equals("dependency")
        && dependency.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
  }

  private static String child(Element element, String name) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent();
      }
    }
    return "";
  }
}
