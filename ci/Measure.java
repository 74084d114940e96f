/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures the sources, module by module, with the compiler's own trees, and fails on what is over
 * the limits of the code's rules. Run it in the project's folder: {@code java ci/Measure.java}.
 */
final class Measure {
  private static final int MAX_FILE = 300;
  private static final int MAX_METHOD = 60;
  private static final int MAX_PARAMETERS = 5;
  private static final Pattern COMMENT =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\\\n])+'");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final List<String> faults = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    new Measure().run(Path.of("").toAbsolutePath());
  }

  private void run(Path root) throws IOException {
    Map<String, Figures> modules = new TreeMap<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path module :
          folders.filter(path -> Files.exists(path.resolve("src/main/java"))).sorted().toList()) {
        Figures figures = new Figures();
        for (Path file : sources(module.resolve("src/main/java"))) {
          measure(root, file, figures, false);
        }
        for (Path file : sources(module.resolve("src/test/java"))) {
          measure(root, file, figures, true);
        }
        modules.put(module.getFileName().toString(), figures);
      }
    }
    print(modules);
    faults.forEach(System.err::println);
    if (!faults.isEmpty()) {
      System.exit(1);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.endsWith("package-info.java") && !path.endsWith("module-info.java"))
          .sorted()
          .toList();
    }
  }

  private void measure(Path root, Path file, Figures figures, boolean test) throws IOException {
    int lines = codeLines(Files.readString(file));
    String name = root.relativize(file).toString();
    if (test) {
      figures.testLines += lines;
    } else {
      figures.files.add(lines);
      figures.mainLines += lines;
      limit(name + ": code lines", lines, MAX_FILE);
    }
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  d -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjects(file));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit, trees, name, figures, test).scan(unit, null);
      }
    }
  }

  /** Lines with code on them: no blank ones, comments, imports or package lines. */
  private static int codeLines(String source) {
    String code =
        COMMENT
            .matcher(source)
            .replaceAll(
                match ->
                    match.group().startsWith("/")
                        ? "\n".repeat((int) match.group().chars().filter(c -> c == '\n').count())
                        : "text"
                            + "\nx"
                                .repeat(
                                    (int) match.group().chars().filter(c -> c == '\n').count()));
    return (int)
        code.lines()
            .map(String::strip)
            .filter(
                line ->
                    !line.isEmpty() && !line.startsWith("import ") && !line.startsWith("package "))
            .count();
  }

  private void limit(String what, int value, int limit) {
    if (value > limit) {
      faults.add(what + ": " + value + " (expected: at most " + limit + ")");
    }
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final SourcePositions positions;
    private final String file;
    private final Figures figures;
    private final boolean test;

    Scanner(CompilationUnitTree unit, DocTrees trees, String file, Figures figures, boolean test) {
      this.unit = unit;
      this.trees = trees;
      this.positions = trees.getSourcePositions();
      this.file = file;
      this.figures = figures;
      this.test = test;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (!test && !type.getSimpleName().isEmpty()) {
        Set<Modifier> modifiers = type.getModifiers().getFlags();
        boolean open = modifiers.contains(Modifier.PUBLIC);
        if (getCurrentPath().getParentPath().getLeaf() == unit) {
          figures.types++;
          figures.hidden += open ? 0 : 1;
        }
        if (open) {
          figures.publicTypes++;
          figures.documentedTypes += documented() ? 1 : 0;
          if (type.getKind() == Tree.Kind.CLASS && !modifiers.contains(Modifier.ABSTRACT)) {
            figures.publicClasses++;
            figures.closed +=
                modifiers.contains(Modifier.FINAL) || modifiers.contains(Modifier.SEALED) ? 1 : 0;
          }
        }
        fields(type);
      }
      return super.visitClass(type, unused);
    }

    private void fields(ClassTree type) {
      if (type.getKind() == Tree.Kind.INTERFACE) {
        return;
      }
      for (Tree member : type.getMembers()) {
        if (member instanceof VariableTree field && !isEnumConstant(type, field)) {
          figures.fields++;
          figures.finalFields += field.getModifiers().getFlags().contains(Modifier.FINAL) ? 1 : 0;
        }
      }
    }

    private boolean isEnumConstant(ClassTree type, VariableTree field) {
      return type.getKind() == Tree.Kind.ENUM
          && field.getType().toString().equals(type.getSimpleName().toString());
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      int lines = lines(method);
      if (test) {
        boolean isTest =
            method.getModifiers().getAnnotations().stream()
                .map(annotation -> annotation.getAnnotationType().toString())
                .anyMatch(
                    name ->
                        name.equals("Test")
                            || name.equals("ParameterizedTest")
                            || name.equals("Property"));
        if (isTest) {
          figures.tests.add(lines);
        }
      } else if (method.getBody() != null) {
        figures.methods.add(lines);
        limit(file + ": " + method.getName() + ": lines", lines, MAX_METHOD);
        if (!method.getName().contentEquals("<init>")) {
          limit(
              file + ": " + method.getName() + ": parameters",
              method.getParameters().size(),
              MAX_PARAMETERS);
        }
      }
      if (!test && isPublic(method)) {
        figures.publicMethods++;
        figures.documentedMethods += documented() ? 1 : 0;
      }
      return super.visitMethod(method, unused);
    }

    /** Of a public type, and no override: those say what they say above. */
    private boolean isPublic(MethodTree method) {
      TreePath parent = getCurrentPath().getParentPath();
      boolean openType =
          parent.getLeaf() instanceof ClassTree type
              && type.getModifiers().getFlags().contains(Modifier.PUBLIC);
      boolean open =
          method.getModifiers().getFlags().contains(Modifier.PUBLIC)
              || (parent.getLeaf() instanceof ClassTree owner
                  && owner.getKind() == Tree.Kind.INTERFACE
                  && !method.getModifiers().getFlags().contains(Modifier.PRIVATE));
      boolean override =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
      // The compiler's trees show no positions for what it would make by itself.
      return openType && open && !override && positions.getStartPosition(unit, method) >= 0;
    }

    private boolean documented() {
      return trees.getDocComment(getCurrentPath()) != null;
    }

    private int lines(Tree tree) {
      long start = positions.getStartPosition(unit, tree);
      long end = positions.getEndPosition(unit, tree);
      return (int) (unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start))
          + 1;
    }
  }

  private static final class Figures {
    final List<Integer> files = new ArrayList<>();
    final List<Integer> methods = new ArrayList<>();
    final List<Integer> tests = new ArrayList<>();
    int mainLines;
    int testLines;
    int types;
    int hidden;
    int publicTypes;
    int documentedTypes;
    int publicMethods;
    int documentedMethods;
    int publicClasses;
    int closed;
    int fields;
    int finalFields;
  }

  private static void print(Map<String, Figures> modules) {
    System.out.println(
        "| module | files | code lines: median, most | method: median, p90, most | package-private types | public types, methods with javadoc | final or sealed | fields final | tests: number, median lines | test / main code |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    modules.forEach(
        (name, f) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d, %d | %d, %d, %d | %s | %s, %s | %d/%d | %s | %d, %d | %.1f |%n",
                name,
                f.files.size(),
                percentile(f.files, 50),
                percentile(f.files, 100),
                percentile(f.methods, 50),
                percentile(f.methods, 90),
                percentile(f.methods, 100),
                percent(f.hidden, f.types),
                percent(f.documentedTypes, f.publicTypes),
                percent(f.documentedMethods, f.publicMethods),
                f.closed,
                f.publicClasses,
                percent(f.finalFields, f.fields),
                f.tests.size(),
                percentile(f.tests, 50),
                (double) f.testLines / f.mainLines));
  }

  private static int percentile(List<Integer> values, int percent) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Integer> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static String percent(int part, int whole) {
    return whole == 0 ? "-" : Math.round(100.0 * part / whole) + " %";
  }
}
