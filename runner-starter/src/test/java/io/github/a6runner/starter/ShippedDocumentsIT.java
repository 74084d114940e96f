/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No link of a document in the distribution leads to what is not shipped. */
class ShippedDocumentsIT {

  @Test
  void links_ofShippedDocuments_leadToShippedFiles(@TempDir Path folder) throws Exception {
    Path installation = Distribution.unpack(folder);
    List<Path> documents;
    try (Stream<Path> files = Files.walk(installation)) {
      documents = files.filter(file -> file.toString().endsWith(".md")).toList();
    }

    assertThat(documents).contains(installation.resolve("docs/README.md"));
    for (Path document : documents) {
      assertThat(DocumentsTest.links(document))
          .as(installation.relativize(document).toString())
          .allMatch(link -> Files.exists(DocumentsTest.target(document, link)));
    }
  }
}
