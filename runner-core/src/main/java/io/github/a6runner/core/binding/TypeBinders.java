/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.binding;

import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the binders for the types of one configuration. Used once, by one thread. */
final class TypeBinders {
  private final Map<Class<?>, RecordBinder> records = new HashMap<>();
  private final List<RecordField> fields = new ArrayList<>();
  private final Secrets secrets = new Secrets();

  /**
   * Makes the binder for a record, and looks all of its types, limits and defaults over.
   *
   * @throws IllegalArgumentException if one of them cannot be bound; the message names it
   */
  RecordBinder forRecord(Class<?> type) {
    RecordBinder binder = record(type);
    fields.forEach(RecordField::check);
    return binder;
  }

  /** Whether a field of this name is secret in one of the records looked over. */
  boolean isSecret(String name) {
    return fields.stream().anyMatch(field -> field.isSecret() && field.name().equals(name));
  }

  private RecordBinder record(Class<?> type) {
    RecordBinder known = records.get(type);
    if (known != null) {
      return known;
    }
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new UnfitRecordException(type.getName(), "not a record", "a record");
    }
    RecordBinder binder = new RecordBinder(type, constructor(type, components), secrets);
    records.put(type, binder);
    binder.fields(fieldsOf(type, components));
    return binder;
  }

  private List<RecordField> fieldsOf(Class<?> type, RecordComponent[] components) {
    List<RecordField> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RecordComponent component : components) {
      RecordField field = field(type, component);
      if (!names.add(field.name())) {
        throw new UnfitRecordException(
            where(type, component), "a field name used twice", "one component for each");
      }
      all.add(field);
    }
    fields.addAll(all);
    return all;
  }

  private RecordField field(Class<?> type, RecordComponent component) {
    String where = where(type, component);
    Field name = component.getAnnotation(Field.class);
    Default fallback = component.getAnnotation(Default.class);
    return new RecordField(
        name == null ? component.getName() : name.value(),
        where,
        binder(component.getGenericType(), ValueLimits.of(component, where)),
        component.isAnnotationPresent(Secret.class),
        fallback == null ? null : fallback.value());
  }

  private ValueBinder binder(Type type, ValueLimits limits) {
    if (type instanceof Class<?> plain) {
      return plainBinder(plain, limits);
    }
    if (type instanceof ParameterizedType generic) {
      Optional<ValueBinder> binder =
          genericBinder(generic.getRawType(), generic.getActualTypeArguments(), limits);
      if (binder.isPresent()) {
        return binder.get();
      }
    }
    throw unbindable(type, limits);
  }

  private ValueBinder plainBinder(Class<?> type, ValueLimits limits) {
    Optional<ValueBinder> number = NumberBinder.of(type, limits::narrow);
    if (number.isPresent()) {
      limits.requireNoTexts();
      return number.get();
    }
    limits.requireNoNumbers();
    if (type == String.class) {
      return new LeafBinders.Text(limits.texts());
    }
    limits.requireNoTexts();
    if (type == boolean.class || type == Boolean.class) {
      return new LeafBinders.Truth();
    }
    if (type.isEnum()) {
      return LeafBinders.Constant.of(type);
    }
    if (type.isRecord() && type.getTypeParameters().length == 0) {
      return record(type);
    }
    throw unbindable(type, limits);
  }

  private Optional<ValueBinder> genericBinder(Type raw, Type[] arguments, ValueLimits limits) {
    if (raw == Optional.class && !isOptional(arguments[0])) {
      return Optional.of(new ContainerBinders.Maybe(binder(arguments[0], limits)));
    }
    if (raw == List.class || raw == Set.class) {
      limits.requireNoNumbers();
      ContainerBinders.Members members = new ContainerBinders.Members(binder(arguments[0], limits));
      return Optional.of(raw == List.class ? members : new ContainerBinders.Distinct(members));
    }
    if (raw == Map.class && arguments[0] == String.class) {
      limits.requireNoNumbers();
      limits.requireNoTexts();
      return Optional.of(new ContainerBinders.Entries(binder(arguments[1], limits)));
    }
    return Optional.empty();
  }

  private static boolean isOptional(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException | InaccessibleObjectException e) {
      throw new UnfitRecordException(
          type.getName(), "its constructor is out of reach", "a package that is open to the API");
    }
  }

  private static String where(Class<?> type, RecordComponent component) {
    return "record " + type.getName() + ", component " + component.getName();
  }

  private static UnfitRecordException unbindable(Type type, ValueLimits limits) {
    return new UnfitRecordException(
        limits.where(), "type " + type.getTypeName(), "a type that ConfSource.as describes");
  }
}
