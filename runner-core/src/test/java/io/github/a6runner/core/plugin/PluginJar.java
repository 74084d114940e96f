/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

import static java.util.Objects.requireNonNull;

import io.github.a6runner.api.Filter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** Builds the jar of a plugin from sources. */
final class PluginJar {
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

  /** All that a plugin shares with the runner; javac is quicker for not seeing more. */
  private static final List<Path> SHARED = List.of(home(Filter.class), home(Logger.class));

  private final Path work;
  private final List<Path> classPath = new ArrayList<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> resources = new LinkedHashMap<>();

  /** Starts a jar; the folder is for what is needed on the way, and must be new. */
  PluginJar(Path work) {
    this.work = work;
  }

  /** Adds a type; its name is read from the source. */
  PluginJar source(String source) {
    sources.put(first(TYPE, source), source);
    return this;
  }

  /** Adds a library that the sources need and the jar does not hold. */
  PluginJar compiledAgainst(Path jar) {
    classPath.add(jar);
    return this;
  }

  /** Adds a file. */
  PluginJar resource(String name, String text) {
    return resource(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file. */
  PluginJar resource(String name, byte[] bytes) {
    resources.put(name, bytes);
    return this;
  }

  /** Adds a class of the tests, with all classes that are nested in it. */
  PluginJar compiled(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = requireNonNull(type.getClassLoader().getResourceAsStream(name), name)) {
      resources.put(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      compiled(nested);
    }
    return this;
  }

  /** Announces filters. */
  PluginJar filters(String... classNames) {
    return resource(ServiceFiles.NAME, String.join("\n", classNames));
  }

  /** Writes the jar and gives its path back. */
  Path write(Path jar) {
    try {
      Path classes = compile();
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out);
          Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          put(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
        }
        for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
          put(entries, resource.getKey(), resource.getValue());
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path compile() throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path folder = Files.createDirectories(work.resolve("src" + files.size()));
      files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
    }
    if (!files.isEmpty()) {
      compile(files, classes);
    }
    return classes;
  }

  private void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path =
        Stream.concat(SHARED.stream(), classPath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> options =
        List.of("-proc:none", "-implicit:none", "-cp", path, "-d", classes.toString());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(messages.toString());
      }
    }
  }

  private static Path home(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  private static String first(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    if (!matcher.find()) {
      throw new IllegalArgumentException(source + ": (expected: " + pattern + ")");
    }
    return matcher.group(1);
  }
}
