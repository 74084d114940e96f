/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.figures;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Counts types, methods and fields of one file of the main code in the compiler's tree. */
class TreeCounter extends TreePathScanner<@Nullable Void, @Nullable Void> {
  final Figures figures;
  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final SourcePositions positions;

  TreeCounter(CompilationUnitTree unit, DocTrees trees, Figures figures) {
    this.unit = unit;
    this.trees = trees;
    this.positions = trees.getSourcePositions();
    this.figures = figures;
  }

  /** Of a file of tests only the tests themselves count. */
  static final class OfTests extends TreeCounter {
    private static final Set<String> KINDS = Set.of("Test", "ParameterizedTest", "Property");

    OfTests(CompilationUnitTree unit, DocTrees trees, Figures figures) {
      super(unit, trees, figures);
    }

    @Override
    void count(ClassTree type) {}

    @Override
    void count(MethodTree method) {
      if (annotations(method.getModifiers()).anyMatch(KINDS::contains)) {
        figures.tests.add(piece(method, lines(method)));
      }
    }
  }

  @Override
  public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
    count(type);
    return super.visitClass(type, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
    count(method);
    return super.visitMethod(method, null);
  }

  void count(ClassTree type) {
    if (type.getSimpleName().isEmpty()) {
      return;
    }
    boolean open = has(type.getModifiers(), Modifier.PUBLIC);
    if (getCurrentPath().getParentPath().getLeaf() == unit) {
      figures.hiddenTypes.count(!open);
    }
    if (open) {
      figures.documentedTypes.count(isDocumented());
      if (type.getKind() == Tree.Kind.CLASS && !has(type.getModifiers(), Modifier.ABSTRACT)) {
        figures.closedClasses.count(
            has(type.getModifiers(), Modifier.FINAL) || has(type.getModifiers(), Modifier.SEALED));
      }
    }
    if (type.getKind() != Tree.Kind.INTERFACE) {
      countFields(type);
    }
  }

  private void countFields(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree field && !isConstantOf(type, field)) {
        figures.finalFields.count(has(field.getModifiers(), Modifier.FINAL));
      }
    }
  }

  private static boolean isConstantOf(ClassTree type, VariableTree field) {
    return type.getKind() == Tree.Kind.ENUM
        && field.getType().toString().contentEquals(type.getSimpleName());
  }

  void count(MethodTree method) {
    if (method.getBody() != null) {
      figures.methods.add(piece(method, lines(method)));
      if (method.getReturnType() != null) {
        figures.parameters.add(piece(method, method.getParameters().size()));
      }
    }
    if (isPublic(method)) {
      figures.documentedMethods.count(isDocumented());
    }
  }

  /** Of a public type, and no override: those say what they say above. */
  private boolean isPublic(MethodTree method) {
    if (!(getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner)
        || !has(owner.getModifiers(), Modifier.PUBLIC)) {
      return false;
    }
    boolean open =
        has(method.getModifiers(), Modifier.PUBLIC)
            || (owner.getKind() == Tree.Kind.INTERFACE
                && !has(method.getModifiers(), Modifier.PRIVATE));
    // The compiler's trees show no positions for what it would make by itself.
    return open
        && annotations(method.getModifiers()).noneMatch("Override"::equals)
        && positions.getStartPosition(unit, method) >= 0;
  }

  static Stream<String> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream().map(each -> each.getAnnotationType().toString());
  }

  private static boolean has(ModifiersTree modifiers, Modifier modifier) {
    return modifiers.getFlags().contains(modifier);
  }

  private boolean isDocumented() {
    return trees.getDocComment(getCurrentPath()) != null;
  }

  Figures.Piece piece(MethodTree method, int size) {
    return new Figures.Piece(unit.getSourceFile().getName() + ": " + method.getName(), size);
  }

  int lines(Tree tree) {
    long start = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    return (int) (unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree)) - start)
        + 1;
  }
}
