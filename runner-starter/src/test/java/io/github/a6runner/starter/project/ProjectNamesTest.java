/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.a6runner.starter.surroundings.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectNamesTest {

  @ParameterizedTest
  @CsvSource({
    "my-plugin, com.example.myplugin, MyPluginFilter",
    "a, com.example.a, AFilter",
    "auth-2-filter, com.example.auth2filter, Auth2Filter",
    "switch, com.example.switchplugin, SwitchFilter",
    "filter, com.example.filter, Filter",
    "non-blocking, com.example.nonblocking, NonBlockingFilterPlugin",
  })
  void of_aName_derivesPackageAndClass(String name, String packageName, String className)
      throws UsageException {
    assertThat(ProjectNames.of(name)).isEqualTo(new ProjectNames(name, packageName, className));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "My-plugin", "my_plugin", "my plugin", "1st", "-a", "a-", "a--b", "../x", "é"})
  void of_noName_isRefused(String name) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ProjectNames.of(name))
        .withMessageStartingWith("NAME: " + name + " (expected: lower case letters");
  }

  @Test
  void of_longName_isRefused() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ProjectNames.of("a".repeat(65)))
        .withMessageContaining("at most 64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.",
        "com..x",
        "com.new",
        "com.1st",
        "com.my-plugin",
        "com.Mine",
        "java.mine",
        "io.github.a6runner.api",
        "org.slf4j"
      })
  void of_noPackageForAPlugin_isRefused(String packageName) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> ProjectNames.of("a", packageName))
        .withMessageStartingWith("--package: " + packageName + " (expected: ");
  }

  @Test
  void path_ofAPackage_hasItsFolders() throws UsageException {
    assertThat(ProjectNames.of("a", "org.acme.gateway").path()).isEqualTo("org/acme/gateway");
  }
}
