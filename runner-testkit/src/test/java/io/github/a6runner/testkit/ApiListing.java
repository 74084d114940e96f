/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.testkit;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What others can use of a module, as text: each public type on a line of its own, and under it the
 * members that they can call, implement or override. Made from the compiled classes, in an order
 * that does not depend on the JVM.
 */
final class ApiListing {
  /** Every object has them, and what they do is in the javadoc. */
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

  private ApiListing() {}

  /**
   * Lists what is public in a folder of classes that are on the class path.
   *
   * @param classes the folder
   * @return the lines; members are indented
   */
  static List<String> of(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .map(ApiListing::load)
          .filter(ApiListing::isVisible)
          .flatMap(ApiListing::lines)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiListing.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + ": not on the class path", e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<String> lines(Class<?> type) {
    Stream<String> members =
        Stream.of(fields(type), constructors(type), methods(type)).flatMap(lines -> lines);
    return Stream.concat(Stream.of(typeLine(type)), members.map(line -> "  " + line))
        .map(line -> shortened(line, type));
  }

  private static String typeLine(Class<?> type) {
    StringBuilder line =
        new StringBuilder(annotations(type)).append(modifiers(type)).append(kind(type));
    line.append(' ').append(type.getTypeName());
    append(line, "<", ">", Arrays.stream(type.getTypeParameters()).map(ApiListing::bounded));
    if (type.isRecord()) {
      line.append('(');
      append(line, "", "", Arrays.stream(type.getRecordComponents()).map(ApiListing::component));
      line.append(')');
    }
    append(line, " extends ", "", parent(type));
    append(line, type.isInterface() ? " extends " : " implements ", "", interfaces(type));
    if (type.isSealed()) {
      append(
          line,
          " permits ",
          "",
          Arrays.stream(type.getPermittedSubclasses()).map(Type::getTypeName).sorted());
    }
    return line.toString();
  }

  private static String modifiers(Class<?> type) {
    int implied = type.isInterface() ? Modifier.ABSTRACT | Modifier.INTERFACE | Modifier.STATIC : 0;
    return Modifier.toString(type.getModifiers() & ~implied) + (type.isSealed() ? " sealed " : " ");
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  private static String bounded(TypeVariable<?> parameter) {
    StringBuilder line = new StringBuilder(parameter.getName());
    append(
        line,
        " extends ",
        "",
        Arrays.stream(parameter.getBounds())
            .filter(bound -> bound != Object.class)
            .map(Type::getTypeName));
    return line.toString();
  }

  private static String component(RecordComponent component) {
    return component.getGenericType().getTypeName() + " " + component.getName();
  }

  /** The class that it extends, or where others do not see that one, the next that they do. */
  private static Stream<String> parent(Class<?> type) {
    if (type.isInterface() || type.isEnum() || type.isRecord()) {
      return Stream.empty();
    }
    List<Class<?>> own = withHiddenParents(type);
    Class<?> parent = own.get(own.size() - 1).getSuperclass();
    if (parent == Object.class) {
      return Stream.empty();
    }
    return Stream.of(own.size() == 1 ? type.getGenericSuperclass() : parent).map(Type::getTypeName);
  }

  private static Stream<String> interfaces(Class<?> type) {
    return withHiddenParents(type).stream()
        .flatMap(part -> Arrays.stream(part.getGenericInterfaces()))
        .filter(part -> part != Annotation.class)
        .map(Type::getTypeName);
  }

  /** A class, with those that it extends and others do not see: what they have is its own. */
  private static List<Class<?>> withHiddenParents(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    Class<?> part = type;
    do {
      all.add(part);
      part = part.getSuperclass();
    } while (part != null && !isVisible(part));
    return all;
  }

  private static void append(
      StringBuilder line, String before, String after, Stream<String> parts) {
    List<String> all = parts.toList();
    if (!all.isEmpty()) {
      line.append(before).append(String.join(", ", all)).append(after);
    }
  }

  private static Stream<String> fields(Class<?> type) {
    Stream<Field> fields = visible(type.getDeclaredFields());
    // The order of an enum's constants is part of it, other fields have none.
    return type.isEnum()
        ? fields.map(ApiListing::line)
        : fields.map(field -> line(field) + value(field)).sorted();
  }

  private static Stream<String> constructors(Class<?> type) {
    Stream<Constructor<?>> constructors = visible(type.getDeclaredConstructors());
    return constructors
        .map(constructor -> annotations(constructor) + constructor.toGenericString())
        .sorted();
  }

  private static Stream<String> methods(Class<?> type) {
    Predicate<Method> ofEveryEnum =
        method -> type.isEnum() && OF_EVERY_ENUM.contains(method.getName());
    return withHiddenParents(type).stream()
        .flatMap(part -> visible(part.getDeclaredMethods()))
        .filter(method -> !OF_EVERY_OBJECT.contains(method.getName()))
        .filter(ofEveryEnum.negate())
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
        .map(method -> line(method) + defaultValue(method));
  }

  private static <M extends Member> Stream<M> visible(M[] members) {
    return Arrays.stream(members)
        .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic());
  }

  private static String line(Field field) {
    return annotations(field) + withoutOwner(field.toGenericString(), field);
  }

  private static String line(Method method) {
    return annotations(method) + withoutOwner(method.toGenericString(), method);
  }

  private static String withoutOwner(String line, Member member) {
    String owner = member.getDeclaringClass().getTypeName() + ".";
    return line.replace(" " + owner + member.getName(), " " + member.getName())
        .replace(" synchronized ", " ");
  }

  /** A constant's value, which javac copies into the classes that use it. */
  private static String value(Field field) {
    boolean copied = field.getType().isPrimitive() || field.getType() == String.class;
    if (!copied || !Modifier.isStatic(field.getModifiers())) {
      return "";
    }
    try {
      return " = " + field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + ": cannot be read", e);
    }
  }

  private static String defaultValue(Method method) {
    Object value = method.getDefaultValue();
    return value == null
        ? ""
        : " default " + (value instanceof Object[] all ? Arrays.toString(all) : value);
  }

  private static String annotations(AnnotatedElement element) {
    StringBuilder line = new StringBuilder();
    if (element.isAnnotationPresent(Deprecated.class)) {
      line.append("@Deprecated ");
    }
    if (element.isAnnotationPresent(Inherited.class)) {
      line.append("@Inherited ");
    }
    Retention retention = element.getAnnotation(Retention.class);
    if (retention != null) {
      line.append("@Retention(").append(retention.value()).append(") ");
    }
    Target target = element.getAnnotation(Target.class);
    if (target != null) {
      line.append("@Target(").append(Arrays.toString(target.value())).append(") ");
    }
    return line.toString();
  }

  /** Names without their package where it goes without saying; the type's own line keeps it. */
  private static String shortened(String line, Class<?> type) {
    String readable = line.replace('$', '.').replaceAll("\\bjava\\.(lang|util)\\.(?=[A-Z])", "");
    String own = type.getPackageName() + ".";
    return line.startsWith("  ")
        ? readable.replace(own, "")
        : readable.replace(own, "").replaceFirst(simpleName(type) + "\\b", own + simpleName(type));
  }

  private static String simpleName(Class<?> type) {
    return type.getTypeName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }
}
