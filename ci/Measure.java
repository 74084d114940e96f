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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures the sources, module by module, with the compiler's own trees, and fails on what is over
 * the limits of the code's rules. Run it in the project's folder: {@code java ci/Measure.java}.
 *
 * <p>Its own figures of docs/design.md may be out by a tenth, else it fails too; {@code --update}
 * writes them.
 */
final class Measure {
  private static final int MAX_FILE = 300;
  private static final int MAX_METHOD = 60;
  private static final int MAX_PARAMETERS = 5;
  private static final Path PAGE = Path.of("docs", "design.md");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private static final String STALE =
      "%s: %s: %s (expected: %s, as java ci/Measure.java --update writes)";

  /** The row of a title in the page's table, with the cell before the last in a group. */
  private static final String ROW = "(?m)^\\| %s \\|.*\\| ([^|]+) \\| [^|]+ \\|$";

  private static final Pattern COMMENT =
      Pattern.compile(
          "(?s)/\\*.*?\\*/|//[^\\n"
              + "]*|\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n"
              + "])*\"|'(\\\\.|[^'\\\\\\n"
              + "])+'");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final List<String> faults = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    new Measure().run(Path.of("").toAbsolutePath(), List.of(args).contains("--update"));
  }

  private void run(Path root, boolean update) throws IOException {
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
    modules.forEach(this::judge);
    compare(root.resolve(PAGE), ours(modules), update);
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

  /** What every module has to keep to as a whole. */
  private void judge(String module, Figures figures) {
    limit(module + ": code lines of a file, median", percentile(figures.files, 50), 60);
    limit(module + ": lines of a method, median", percentile(figures.methods, 50), 6);
    limit(module + ": lines of a method, nine of ten", percentile(figures.methods, 90), 20);
    limit(module + ": lines of a test, median", percentile(figures.tests, 50), 15);
    int undocumented = figures.publicTypes - figures.documentedTypes;
    limit(module + ": public types without javadoc", undocumented, 0);
    int silent = figures.publicMethods - figures.documentedMethods;
    limit(module + ": public methods without javadoc", silent, figures.publicMethods / 20);
    int open = figures.publicClasses - figures.closed;
    limit(module + ": public classes, neither final nor sealed", open, 0);
    int least = Map.of("runner-core", 50, "runner-protocol", 25).getOrDefault(module, 0);
    limit(
        module + ": % of types that are public",
        100 - share(figures.hidden, figures.types),
        100 - least);
  }

  /** The figures of all modules together, by the titles of the page's rows. */
  private static Map<String, String> ours(Map<String, Figures> modules) {
    Figures all = new Figures();
    modules.values().forEach(all::add);
    int core = share(modules.get("runner-core").hidden, modules.get("runner-core").types);
    int protocol =
        share(modules.get("runner-protocol").hidden, modules.get("runner-protocol").types);
    return Map.of(
        "code lines of a file, median and most",
        percentile(all.files, 50) + ", " + percentile(all.files, 100),
        "lines of a method, median and nine of ten",
        percentile(all.methods, 50) + ", " + percentile(all.methods, 90),
        "lines of a method, most",
        "" + percentile(all.methods, 100),
        "top-level types that are package-private",
        "core %d %%, protocol %d %%".formatted(core, protocol),
        "public types with javadoc",
        percent(all.documentedTypes, all.publicTypes),
        "public methods with javadoc",
        percent(all.documentedMethods, all.publicMethods),
        "public classes, final or sealed",
        percent(all.closed, all.publicClasses),
        "fields that are final",
        percent(all.finalFields, all.fields),
        "lines of a test, median",
        "" + percentile(all.tests, 50),
        "test code to main code",
        "%.1f".formatted((double) all.testLines / all.mainLines));
  }

  /** Holds the figures of the page against these, or writes them. */
  private void compare(Path page, Map<String, String> ours, boolean update) throws IOException {
    String text = Files.readString(page);
    for (Map.Entry<String, String> each : ours.entrySet()) {
      String title = each.getKey();
      Matcher row = Pattern.compile(ROW.formatted(Pattern.quote(title))).matcher(text);
      if (!row.find()) {
        faults.add(PAGE + ": no row " + title + " (expected: one)");
      } else if (update) {
        text = text.substring(0, row.start(1)) + each.getValue() + text.substring(row.end(1));
      } else if (!isNear(row.group(1), each.getValue())) {
        faults.add(STALE.formatted(PAGE, title, row.group(1), each.getValue()));
      }
    }
    if (update) {
      Files.writeString(page, text);
    }
  }

  /**
   * Whether the figures of two cells are about the same, so that not each change has to touch the
   * page.
   */
  private static boolean isNear(String cell, String own) {
    List<Double> there = numbers(cell);
    List<Double> here = numbers(own);
    return there.size() == here.size()
        && IntStream.range(0, here.size())
            .allMatch(
                i ->
                    Math.abs(there.get(i) - here.get(i))
                        <= Math.max(own.contains(".") ? 0.11 : 1, here.get(i) / 10));
  }

  private static List<Double> numbers(String cell) {
    return NUMBER.matcher(cell).results().map(number -> Double.valueOf(number.group())).toList();
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

    void add(Figures other) {
      files.addAll(other.files);
      methods.addAll(other.methods);
      tests.addAll(other.tests);
      mainLines += other.mainLines;
      testLines += other.testLines;
      publicTypes += other.publicTypes;
      documentedTypes += other.documentedTypes;
      publicMethods += other.publicMethods;
      documentedMethods += other.documentedMethods;
      publicClasses += other.publicClasses;
      closed += other.closed;
      fields += other.fields;
      finalFields += other.finalFields;
    }
  }

  private static void print(Map<String, Figures> modules) {
    System.out.println(
        "| module | files | code lines: median, most | method: median, p90, most | package-private"
            + " types | public types, methods with javadoc | final or sealed | fields final |"
            + " tests: number, median lines | test / main code |");
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
    return whole == 0 ? "-" : share(part, whole) + " %";
  }

  private static int share(int part, int whole) {
    return (int) Math.round(100.0 * part / whole);
  }
}
