/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.apache;

import java.util.List;
import org.apache.apisix.plugin.runner.HttpRequest;
import org.apache.apisix.plugin.runner.HttpResponse;
import org.apache.apisix.plugin.runner.filter.PluginFilter;
import org.apache.apisix.plugin.runner.filter.PluginFilterChain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the filters of the benchmark do, as filters of Apache's Java runner. */
@Configuration
public class BenchmarkFilters {

  /** Answers with a body. */
  @Bean
  public PluginFilter say() {
    return new Named("say") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        response.setHeader("X-Resp-A6-Runner", "Java");
        response.setStatusCode(200);
        response.setBody("hello");
      }
    };
  }

  /** Sets the path, a header and an argument. */
  @Bean
  public PluginFilter rewrite() {
    return new Named("rewrite") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        request.setPath("/rewritten");
        request.setHeader("X-Rewritten", "yes");
        request.setArg("from", "runner");
        chain.filter(request, response);
      }
    };
  }

  /** Sets two headers from a variable and the request's body. */
  @Bean
  public PluginFilter vars() {
    return new Named("vars") {
      @Override
      public List<String> requiredVars() {
        return List.of("remote_addr");
      }

      @Override
      public Boolean requiredBody() {
        return true;
      }

      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        request.setHeader("X-Remote", request.getVars("remote_addr"));
        request.setHeader("X-Body", String.valueOf(request.getBody().length()));
        chain.filter(request, response);
      }
    };
  }

  /** Waits for 10 ms, as one that asks a slow service does. */
  @Bean
  public PluginFilter waitTenMillis() {
    return new Waiting("wait-10-ms", 10);
  }
}
