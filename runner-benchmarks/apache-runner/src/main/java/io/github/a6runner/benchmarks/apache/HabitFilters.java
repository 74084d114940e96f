/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.benchmarks.apache;

import org.apache.apisix.plugin.runner.HttpRequest;
import org.apache.apisix.plugin.runner.HttpResponse;
import org.apache.apisix.plugin.runner.PostRequest;
import org.apache.apisix.plugin.runner.PostResponse;
import org.apache.apisix.plugin.runner.filter.PluginFilter;
import org.apache.apisix.plugin.runner.filter.PluginFilterChain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The small filters that {@code ci/compare} asks for, as filters of Apache's Java runner. */
@Configuration
public class HabitFilters {

  /** Looks and goes on. */
  @Bean
  public PluginFilter look() {
    return new Named("look") {};
  }

  /** Needs a number for its configuration, which it can only look at in each call. */
  @Bean
  public PluginFilter strict() {
    return new Named("strict") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        Integer.parseInt(request.getConfig(this));
        chain.filter(request, response);
      }
    };
  }

  /** Sets a header, of the request or of the response. */
  @Bean
  public PluginFilter mark() {
    return new Named("mark") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        request.setHeader("x-mark", "yes");
        chain.filter(request, response);
      }

      @Override
      public void postFilter(PostRequest request, PostResponse response, PluginFilterChain chain) {
        response.setHeader("x-mark", "yes");
        chain.postFilter(request, response);
      }
    };
  }

  /** Answers with 403, and calls the chain, as the runner's own sample of a stop does. */
  @Bean
  public PluginFilter deny() {
    return new Named("deny") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        response.setStatusCode(403);
        chain.filter(request, response);
      }
    };
  }

  /** Fails. */
  @Bean
  public PluginFilter failing() {
    return new Named("throw") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        throw new IllegalStateException("as it is meant to");
      }

      @Override
      public void postFilter(PostRequest request, PostResponse response, PluginFilterChain chain) {
        throw new IllegalStateException("as it is meant to");
      }
    };
  }

  /** Waits for a second. */
  @Bean
  public PluginFilter waitOneSecond() {
    return new Waiting("wait-1-s", 1_000);
  }

  /** Waits for longer than anybody does. */
  @Bean
  public PluginFilter hang() {
    return new Waiting("hang", 60_000);
  }

  /** Tells the upstream what it sees of a header that came twice. */
  @Bean
  public PluginFilter repeated() {
    return new Named("repeated") {
      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        request.setHeader("x-seen", request.getHeader("x-list"));
        chain.filter(request, response);
      }
    };
  }

  /** Replaces the body of the request with the only method that there is. */
  @Bean
  public PluginFilter newBody() {
    return new Named("new-body") {
      @Override
      public Boolean requiredBody() {
        return true;
      }

      @Override
      public void filter(HttpRequest request, HttpResponse response, PluginFilterChain chain) {
        request.setBody("new, and once " + request.getBody());
        chain.filter(request, response);
      }
    };
  }
}
