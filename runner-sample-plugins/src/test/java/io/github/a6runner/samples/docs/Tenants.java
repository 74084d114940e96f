/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Default;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.Filter;
import io.github.a6runner.api.Min;
import io.github.a6runner.api.Needs;
import io.github.a6runner.api.OneOf;
import io.github.a6runner.api.Phase;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.ResponseCall;
import io.github.a6runner.api.Secret;
import io.github.a6runner.api.Variables;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the documentation shows of a filter, piece by piece. */
public final class Tenants implements Filter<Tenants.Conf> {
  private static final Logger logger = LoggerFactory.getLogger(Tenants.class);

  public record Conf(
      @Min(1) int limit,
      Optional<Hours> hours,
      @Default("10") int retries,
      @OneOf({"deny", "allow"}) String onError,
      @Field("remote-ip") Optional<String> remoteIp,
      @Secret Optional<String> password) {}

  public record Hours(int from, int to) {
    public Hours {
      if (to <= from) {
        throw new IllegalArgumentException("to: not after from (expected: a later hour)");
      }
    }
  }

  public record Settings(
      @Default("https://directory.example") String url, @Secret Optional<String> password) {}

  private Optional<Directory> directory = Optional.empty();

  /** Stands for what a filter holds while it is loaded. */
  record Directory(Settings settings) implements AutoCloseable {
    static Directory open(Settings settings) {
      return new Directory(settings);
    }

    Optional<String> tenantOf(String consumer) {
      return Optional.of(consumer).filter(name -> !name.isEmpty()).map(name -> "tenant-" + name);
    }

    @Override
    public void close() {
      logger.debug("closed");
    }
  }

  @Override
  public String name() {
    return "tenants";
  }

  @Override
  public void start(ConfSource settings) {
    directory = Optional.of(Directory.open(settings.as(Settings.class)));
  }

  @Override
  public void close() {
    directory.ifPresent(Directory::close);
  }

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) {
    Optional<String> tenant =
        call.variable(Variables.CONSUMER_NAME).flatMap(directory.orElseThrow()::tenantOf);
    if (tenant.isEmpty()) {
      logger.info("no tenant");
      return Decision.stop(403).header("Content-Type", "text/plain").body("who are you?\n");
    }
    if (!tenant.get().matches("[a-z0-9-]+")) {
      return Decision.stop(400); // .. would lead elsewhere
    }
    call.path("/tenants/" + tenant.get() + call.path());
    call.headers().set("X-Tenant", tenant.get());
    call.args().remove("tenant");
    call.responseHeaders().set("X-Tenant", tenant.get());
    return Decision.proceed();
  }

  @Override
  public void onResponse(ResponseCall call, Conf conf) {
    if (call.status() == 500) {
      call.status(502);
      call.headers().set("Content-Type", "text/plain");
      call.replaceBody("something is wrong behind the gateway\n");
    }
  }

  @Override
  public Needs needs(Phase phase, Conf conf) {
    return phase == Phase.REQUEST ? Needs.variables(Variables.CONSUMER_NAME) : Needs.none();
  }
}
