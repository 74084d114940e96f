/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.a6runner.api.InvalidConfException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Binds JSON objects to records. Made anew for each configuration: whatever it knows of a plugin's
 * classes goes with it.
 */
final class RecordBinder implements ValueBinder {
  private final Class<?> type;
  private final Constructor<?> constructor;
  private final Secrets secrets;
  private List<RecordField> fields = List.of();

  RecordBinder(Class<?> type, Constructor<?> constructor, Secrets secrets) {
    this.type = type;
    this.constructor = constructor;
    this.secrets = secrets;
  }

  /**
   * Binds a text, as {@link io.github.a6runner.api.ConfSource#as} describes it.
   *
   * @throws InvalidConfException if the text does not fit
   * @throws IllegalArgumentException if the class cannot be bound to
   */
  static <T extends Record> T bind(Class<T> type, String text) {
    TypeBinders binders = new TypeBinders();
    RecordBinder binder = binders.forRecord(type);
    return type.cast(binder.bind(ConfJson.parse(text, binders::isSecret), JsonPath.ROOT));
  }

  /** Completes the binder, once: a record may hold records of its own type. */
  void fields(List<RecordField> all) {
    fields = List.copyOf(all);
  }

  @Override
  public Object bind(JsonNode node, JsonPath path) {
    requireKind(node.isObject(), node, path);
    refuseUnknown(node, path);
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fields.get(i).read(node, path, secrets);
    }
    return make(values, path);
  }

  @Override
  public String expected() {
    return "an object";
  }

  /** A record may hold records of its own type, so it is referred to. */
  @Override
  public ObjectNode schema(SchemaWriter writer) {
    return writer.reference(this);
  }

  /** What fits, in full. */
  ObjectNode definition(SchemaWriter writer) {
    ObjectNode schema = writer.typed("object");
    ObjectNode properties = schema.putObject("properties");
    fields.forEach(field -> properties.set(field.name(), field.schema(writer, secrets)));
    ArrayNode required = schema.putArray("required");
    fields.stream().filter(RecordField::isRequired).map(RecordField::name).forEach(required::add);
    return schema.put("additionalProperties", false);
  }

  /** The name of the record, short. */
  String name() {
    return type.getSimpleName();
  }

  private void refuseUnknown(JsonNode node, JsonPath path) {
    for (var field : node.properties()) {
      if (fields.stream().noneMatch(known -> known.name().equals(field.getKey()))) {
        throw path.field(field.getKey()).refused("unknown field", names());
      }
    }
  }

  private String names() {
    return fields.isEmpty()
        ? "no fields"
        : fields.stream().map(RecordField::name).collect(Collectors.joining(", ", "one of ", ""));
  }

  private Object make(Object[] values, JsonPath path) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw failure(e.getTargetException(), path);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getName() + ": cannot be made", e);
    }
  }

  private RuntimeException failure(Throwable thrown, JsonPath path) {
    if (secrets.areIn(thrown)) {
      return wordless(thrown, path);
    }
    if (isRefusal(thrown)) {
      return refusal((RuntimeException) thrown, path);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException other ? other : new IllegalStateException(thrown);
  }

  private static boolean isRefusal(Throwable thrown) {
    return thrown instanceof IllegalArgumentException || thrown instanceof NullPointerException;
  }

  /** The author's own words are passed on. */
  private InvalidConfException refusal(RuntimeException thrown, JsonPath path) {
    String words = thrown.getMessage();
    if (words == null) {
      return path.refused("refused", taken());
    }
    boolean saysWhat = words.contains("(expected: ");
    return new InvalidConfException(
        saysWhat ? path + ": " + words : path.refusal(words, taken()), thrown);
  }

  /** What stands for an exception that nobody may read, nor its causes. */
  private RuntimeException wordless(Throwable thrown, JsonPath path) {
    if (isRefusal(thrown) || thrown instanceof InvalidConfException) {
      return path.refused("refused", taken());
    }
    RuntimeException failure =
        new IllegalStateException(
            "constructor of %s: %s, without its message, in which a @Secret value may be"
                .formatted(type.getSimpleName(), thrown.getClass().getName()));
    try {
      failure.setStackTrace(thrown.getStackTrace()); // where in the plugin; it names no values
    } catch (Throwable e) {
      // It is foreign code; then it stays unknown where it was.
    }
    return failure;
  }

  private String taken() {
    return "what the constructor of " + type.getSimpleName() + " takes";
  }
}
