/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * One plugin: an entry of the plugins folder, or a folder of classes under development.
 *
 * @param origin the entry for messages, as {@code plugins/foo.jar}
 * @param plugin the name of the plugin, as {@code foo}
 * @param path the jar, the folder of jars, or the folder of classes
 * @param jars the jars in the order in which classes are looked for, or the one folder of classes
 */
record PluginEntry(String origin, String plugin, Path path, List<Path> jars) {}
