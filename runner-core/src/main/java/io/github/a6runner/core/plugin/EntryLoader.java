/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads plugins, each with a class loader of its own and from a private copy of its files. Several
 * are loaded side by side: each waits for its files, and for the JVM to look its classes over.
 */
final class EntryLoader {
  private static final Logger logger = LoggerFactory.getLogger(EntryLoader.class);

  private final Path copies;
  private final ThreadFactory threads;
  private final LoadingTurns turns;
  private final PluginTrust trust;

  /**
   * Makes a loader.
   *
   * @param copies the folder for the private copies, made if it is missing
   * @param turns the calls into plugins that are being loaded, here and when they are started
   * @throws IOException if nothing can be made in it
   */
  EntryLoader(Path copies, LoadingTurns turns) throws IOException {
    this(copies, turns, new DefaultThreadFactory("a6-plugins-load", true));
  }

  /** Makes one whose threads somebody else makes. */
  EntryLoader(Path copies, LoadingTurns turns, ThreadFactory threads) throws IOException {
    this.copies = copies;
    this.turns = turns;
    this.threads = threads;
    try (PrivateCopies first = new PrivateCopies(copies)) {
      this.trust = new PluginTrust(first.folder());
    }
  }

  PluginTrust trust() {
    return trust;
  }

  /**
   * Loads plugins and does not start their filters; a single one on the caller's thread, several on
   * threads that end with it, or where the system has none on the caller's. What is wrong is in
   * what comes back, which is in the plugins' order.
   */
  List<Candidate> open(List<PluginEntry> entries) {
    if (entries.size() < 2) {
      return entries.stream().map(this::open).toList();
    }
    int atOnce = Math.max(2, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(entries.size(), atOnce), threads);
    try {
      List<CompletableFuture<Candidate>> opening =
          entries.stream()
              .map(entry -> CompletableFuture.supplyAsync(() -> open(entry), orHere(pool)))
              .toList();
      return opening.stream().map(CompletableFuture::join).toList();
    } finally {
      pool.shutdown();
    }
  }

  private static Executor orHere(Executor pool) {
    return work -> {
      try {
        pool.execute(work);
      } catch (OutOfMemoryError e) {
        logger.debug("plugins: loaded here, since the system has no thread for it", e);
        work.run(); // else nobody would know what of the others was opened
      }
    };
  }

  private Candidate open(PluginEntry entry) {
    Candidate candidate = new Candidate(entry, turns);
    try {
      open(candidate);
    } catch (PluginRefusedException | IOException e) {
      candidate.refuse(PluginFailure.of("cannot be copied", e));
    } catch (Throwable e) { // it must not keep the other plugins out
      candidate.refuse(PluginFailure.of("cannot be loaded", e));
    }
    return candidate;
  }

  private void open(Candidate candidate) throws PluginRefusedException, IOException {
    PluginEntry entry = candidate.entry();
    if (!Files.exists(entry.path())) {
      throw new PluginRefusedException("missing (expected: a folder of compiled classes)");
    }
    trust.requireEntry(entry);
    if (entry.jars().isEmpty()) {
      throw new PluginRefusedException("no jars in it (expected: the plugin's jars)");
    }
    PrivateCopies copy = new PrivateCopies(copies);
    candidate.owns(copy);
    List<Path> jars = copy.copy(entry.jars());
    Set<String> classNames = ServiceFiles.read(jars);
    PluginClassLoader loader = new PluginClassLoader(entry.plugin(), jars);
    candidate.owns(loader);
    discover(candidate, loader, classNames);
  }

  @SuppressWarnings("try") // the turn is only there and closed
  private void discover(Candidate candidate, PluginClassLoader loader, Set<String> classNames) {
    FilterDiscovery discovery = new FilterDiscovery(candidate.entry(), loader);
    for (String className : classNames) {
      try (var turn = turns.begin(candidate.entry().origin() + ": filter class " + className)) {
        candidate.found().add(discovery.load(className));
      } catch (PluginRefusedException e) {
        candidate.refuse(e);
      }
    }
  }
}
