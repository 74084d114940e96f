/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.plugin;

/** Sources of plugins for tests. */
public final class PluginSources {
  private PluginSources() {}

  /** A filter that does nothing, with members added to it. */
  public static String filter(String className, String name, String members) {
    return """
        package com.example.plugin;

        import io.github.a6runner.api.*;
        import java.util.*;

        public class %s implements Filter<String> {
          @Override public String name() { return "%s"; }

          @Override public String configure(ConfSource source) { return source.text(); }

          @Override public Decision onRequest(RequestCall call, String conf) {
            return Decision.proceed();
          }

          %s
        }
        """
        .formatted(className, name, members);
  }

  /** A filter whose configuration object is what an expression gives. */
  static String answering(String className, String name, String expression) {
    return filter(
            className,
            name,
            "static Object answer() throws Exception { return %s; }".formatted(expression))
        .replace("return source.text()", "return String.valueOf(answer())")
        .replace("ConfSource source)", "ConfSource source) throws Exception");
  }
}
