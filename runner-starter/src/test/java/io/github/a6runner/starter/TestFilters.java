/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Filters for the commands to run, in a jar like anybody's. */
final class TestFilters {

  private TestFilters() {}

  /** Writes a plugin jar with all filters. */
  static void writeJar(Path jar) throws IOException {
    List<Class<?>> filters = List.of(Stop.class, Change.class, Pass.class, Stamp.class, Fail.class);
    String names = String.join("\n", filters.stream().map(Class::getName).toList());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      put(
          entries,
          "META-INF/services/" + Filter.class.getName(),
          names.getBytes(StandardCharsets.UTF_8));
      // The filters are its inner classes.
      put(entries, path(TestFilters.class), bytes(TestFilters.class));
      put(entries, path(Named.class), bytes(Named.class));
      for (Class<?> filter : filters) {
        put(entries, path(filter), bytes(filter));
      }
    }
  }

  private static void put(JarOutputStream entries, String name, byte[] bytes) throws IOException {
    entries.putNextEntry(new JarEntry(name));
    entries.write(bytes);
    entries.closeEntry();
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
      return Objects.requireNonNull(in, path(type)).readAllBytes();
    }
  }

  /** A filter that has the name of its class, and its conf as a text. */
  abstract static class Named implements Filter<String> {
    @Override
    public final String name() {
      return getClass().getSimpleName();
    }

    @Override
    public final String configure(ConfSource source) {
      return source.text();
    }
  }

  /** Stops with its conf as the body. */
  public static final class Stop extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.stop(418).header("X-Kind", "Tea").body(conf);
    }
  }

  /** Changes everything about a request. */
  public static final class Change extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) throws Exception {
      call.path("/new");
      call.headers().set("x-client", call.variable("remote_addr").orElse("none"));
      call.headers().remove("x-old");
      call.args().set("a", "2");
      call.replaceBody("new body");
      call.responseHeaders().set("X-Changed", "yes");
      return Decision.proceed();
    }
  }

  /** Lets a request go on. */
  public static final class Pass extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      return Decision.proceed();
    }
  }

  /** Adds a header to a response. */
  public static final class Stamp extends Named {
    @Override
    public void onResponse(ResponseCall call, String conf) {
      call.headers().set("X-Stamp", Integer.toString(call.status()));
    }
  }

  /** Fails in both phases. */
  public static final class Fail extends Named {
    @Override
    public Decision onRequest(RequestCall call, String conf) {
      throw new IllegalStateException("out of order");
    }

    @Override
    public void onResponse(ResponseCall call, String conf) {
      throw new IllegalStateException("out of order");
    }
  }
}
