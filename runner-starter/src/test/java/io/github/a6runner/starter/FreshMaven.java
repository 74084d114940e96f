/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Maven of the build for a user who has used none yet. */
final class FreshMaven {
  private FreshMaven() {}

  /**
   * Prepares a user's home. What the user who builds has in the local repository is downloaded from
   * there.
   *
   * @return the environment in which the user is at home
   */
  static Map<String, String> in(Path home) throws IOException {
    Path settings = Files.createDirectories(home.resolve(".m2")).resolve("settings.xml");
    Files.writeString(settings, settings("offline=true".equals(System.getProperty("a6.network"))));
    Map<String, String> environment = new HashMap<>();
    String tools = Path.of(System.getProperty("a6.maven"), "bin").toString();
    environment.put("PATH", tools + ":/usr/bin:/bin");
    environment.put("HOME", home.toString());
    environment.put("MAVEN_OPTS", "-Duser.home=" + home + " -Daether.offline.protocols=file");
    return environment;
  }

  /** The user's repository as one to download from, before the central one. */
  private static String settings(boolean offline) {
    String known = Path.of(System.getProperty("a6.repository")).toUri().toString();
    String repository =
        "<id>known</id><url>"
            + known
            + "</url><releases><checksumPolicy>ignore"
            + "</checksumPolicy></releases><snapshots><enabled>false</enabled></snapshots>";
    return """
    <settings>
      <offline>%2$s</offline>
      <profiles>
        <profile>
          <id>known</id>
          <repositories><repository>%1$s</repository></repositories>
          <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
        </profile>
      </profiles>
      <activeProfiles><activeProfile>known</activeProfile></activeProfiles>
    </settings>
    """
        .formatted(repository, offline);
  }
}
