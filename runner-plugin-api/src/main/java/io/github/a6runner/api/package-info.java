/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The contract between the runner and the filters of plugin authors. A plugin implements {@link
 * io.github.a6runner.api.Filter}; everything else here is handed to it, or made by it.
 *
 * <p><b>Null.</b> Nothing here returns null, and nothing takes it: what may be absent is an {@link
 * java.util.Optional}. A text that is empty is a text.
 *
 * <p><b>What stays.</b> A plugin runs, without being compiled again, on each later runner of the
 * major version that it was compiled for. Until 1.0 that holds for the minor version; what needs
 * action is marked in the changelog. Within it nothing is taken away, and only this is added:
 *
 * <ul>
 *   <li>types, and methods of classes;
 *   <li>to {@link io.github.a6runner.api.Filter} and the interfaces that extend it, methods with a
 *       default, which change nothing for a filter that does not know them;
 *   <li>to the interfaces that the runner alone implements, any methods: {@link
 *       io.github.a6runner.api.Call}, {@link io.github.a6runner.api.Headers}, those that extend
 *       them, {@link io.github.a6runner.api.QueryArgs} and {@link
 *       io.github.a6runner.api.ConfSource}. Do not implement them: in tests the test kit has a
 *       runner make them;
 *   <li>constants of {@link io.github.a6runner.api.BodyUnavailableException.Reason} and {@link
 *       io.github.a6runner.api.Variables}, and elements of annotations, with a default.
 * </ul>
 *
 * <p>The components of records, {@link io.github.a6runner.api.Phase} and the two kinds of {@link
 * io.github.a6runner.api.Decision} stay as they are.
 */
@NullMarked
package io.github.a6runner.api;

import org.jspecify.annotations.NullMarked;
