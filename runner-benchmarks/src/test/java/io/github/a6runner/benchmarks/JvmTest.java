/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void find_variableAndNeighbour_takesTheVariableFirst() throws IOException {
    Path named = jvm("elsewhere/a", "17.0.1");
    Path home = jvm("jvms/b", "17.0.2");
    jvm("jvms/c", "25");
    jvm("jvms/d", "21.0.1");
    Files.createDirectories(folder.resolve("jvms/empty"));

    List<Jvm> found =
        Jvm.find(Map.of("JAVA_HOME_17", named.toString(), "JAVA_HOME", home.toString()), home);

    assertThat(found)
        .isEqualTo(
            List.of(
                new Jvm(17, named, "17.0.1 Somebody"),
                new Jvm(25, folder.resolve("jvms/c"), "25 Somebody")));
  }

  private Path jvm(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nIMPLEMENTOR=\"Somebody\"\n");
    return home;
  }
}
