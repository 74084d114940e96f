/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.figures;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of all modules, counted. */
final class Sources {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Not package-info and module-info, which have a hyphen. */
  private static final Pattern CODE = Pattern.compile("\\w+\\.java");

  private static final Pattern WEB = Pattern.compile(".+\\.(js|css|html)");

  /** What hides lines that are no code, and what only looks as if it did. */
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n]*+|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*+\"|'(\\\\.|[^'\\\\\\n])++'");

  private Sources() {}

  /** By the names of the modules. */
  static Map<String, Figures> figures() throws IOException {
    Map<String, Figures> modules = new TreeMap<>();
    try (Stream<Path> folders = Files.list(ROOT)) {
      for (Path module : folders.filter(Sources::isModule).toList()) {
        modules.put(module.getFileName().toString(), figures(module));
      }
    }
    return modules;
  }

  private static boolean isModule(Path folder) {
    return Files.exists(folder.resolve("src/main/java"));
  }

  private static Figures figures(Path module) throws IOException {
    Figures figures = new Figures();
    for (CompilationUnit each : units(module.resolve("src/main/java"))) {
      int lines = codeLines(each.unit());
      figures.files.add(new Figures.Piece(each.unit().getSourceFile().getName(), lines));
      figures.mainLines += lines;
      new TreeCounter(each.unit(), each.trees(), figures).scan(each.unit(), null);
    }
    for (CompilationUnit each : units(module.resolve("src/test/java"))) {
      figures.testLines += codeLines(each.unit());
      new TreeCounter.OfTests(each.unit(), each.trees(), figures).scan(each.unit(), null);
    }
    for (Path each : files(module.resolve("src/main/resources"), WEB)) {
      int lines = Files.readAllLines(each).size();
      figures.webFiles.add(new Figures.Piece(each.getFileName().toString(), lines));
    }
    return figures;
  }

  private record CompilationUnit(CompilationUnitTree unit, DocTrees trees) {}

  private static List<CompilationUnit> units(Path folder) throws IOException {
    List<Path> files = files(folder, CODE);
    if (files.isEmpty()) {
      return List.of();
    }
    List<CompilationUnit> units = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of("-proc:none");
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  all -> {},
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      DocTrees trees = DocTrees.instance(task);
      task.parse().forEach(unit -> units.add(new CompilationUnit(unit, trees)));
    }
    return units;
  }

  private static List<Path> files(Path folder, Pattern name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(path -> name.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  /** Lines with code on them: no blank ones, comments, imports or package lines. */
  private static int codeLines(CompilationUnitTree unit) throws IOException {
    CharSequence source = unit.getSourceFile().getCharContent(true);
    String code = COMMENT_OR_TEXT.matcher(source).replaceAll(Sources::withItsLines);
    return (int) code.lines().map(String::strip).filter(Sources::isCode).count();
  }

  private static String withItsLines(MatchResult match) {
    int breaks = (int) match.group().chars().filter(c -> c == '\n').count();
    return match.group().startsWith("/") ? "\n".repeat(breaks) : "text" + "\nx".repeat(breaks);
  }

  private static boolean isCode(String line) {
    return !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package ");
  }
}
