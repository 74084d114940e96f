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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document is in the index, and no link of one leads nowhere. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path INDEX = ROOT.resolve("docs/README.md");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|href=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  static Stream<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
      }
    }
    return all.stream();
  }

  @Test
  void index_namesEachDocumentOnce() throws IOException {
    List<Path> named = links(INDEX).stream().map(link -> target(INDEX, link)).toList();
    List<Path> documents = documents().filter(each -> each.startsWith(INDEX.getParent())).toList();

    assertThat(named).doesNotHaveDuplicates().containsAll(without(documents, INDEX));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_leadToFilesAndHeadings(Path document) throws IOException {
    for (String link : links(document)) {
      Path target = target(document, link);
      assertThat(target).as(link).exists();
      if (link.contains("#")) {
        assertThat(anchors(target)).as(link).contains(link.substring(link.indexOf('#') + 1));
      }
    }
  }

  /** Those within the project. */
  static List<String> links(Path document) throws IOException {
    return LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""))
        .results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  static Path target(Path document, String link) {
    String file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? document : document.resolveSibling(file).normalize();
  }

  private static List<String> anchors(Path document) throws IOException {
    return HEADING
        .matcher(Files.readString(document))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
        .toList();
  }

  private static List<Path> without(List<Path> documents, Path one) {
    return documents.stream().filter(each -> !each.equals(one)).toList();
  }
}
