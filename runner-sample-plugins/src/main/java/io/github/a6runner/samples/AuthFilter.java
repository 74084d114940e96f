/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.Field;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests with a bearer token through and answers the others with 401.
 *
 * <p>With {@code tokens} only those in it pass; without, any token does, which protects nothing and
 * is said in a warning. Where no token is required, a request without an {@code Authorization}
 * passes, but one with another than a bearer token that passes does not. An empty list of tokens
 * lets nothing through, whether a token is required or not.
 *
 * <p>APISIX hands over 100 headers at most, so that a request with as many may have an {@code
 * Authorization} that only the upstream sees. Where it would pass it is answered with 431. Filters
 * that take headers away belong behind this one.
 *
 * <pre>{@code {"token_required": true, "tokens": ["s3cr3t"]}}</pre>
 */
public final class AuthFilter implements NonBlockingFilter<AuthFilter.Guard> {
  private static final Logger LOG = LoggerFactory.getLogger(AuthFilter.class);
  private static final String SCHEME = "Bearer ";

  /**
   * The configuration.
   *
   * @param tokenRequired whether a request must have a token
   * @param tokens the tokens that pass; no request at all if empty, any token if absent
   */
  public record Conf(
      @Field("token_required") boolean tokenRequired, @Secret Optional<List<String>> tokens) {}

  /** What is left of the configuration: hashes all have one length and tell nothing in a dump. */
  record Guard(boolean tokenRequired, Optional<List<byte[]>> hashes) {

    boolean admits(String token) throws NoSuchAlgorithmException {
      boolean known = hashes.isEmpty();
      byte[] offered = hash(token);
      for (byte[] hash : hashes.orElse(List.of())) {
        known |= MessageDigest.isEqual(hash, offered);
      }
      return known;
    }
  }

  @Override
  public String name() {
    return "AuthFilter";
  }

  @Override
  public Guard configure(ConfSource source) throws NoSuchAlgorithmException {
    Conf conf = source.as(Conf.class);
    if (conf.tokens().isEmpty()) {
      LOG.warn("AuthFilter: a configuration without tokens lets any bearer token through");
      return new Guard(conf.tokenRequired(), Optional.empty());
    }
    List<byte[]> hashes = new ArrayList<>();
    for (String token : conf.tokens().get()) {
      hashes.add(hash(token));
    }
    // A token that nobody has is required: an empty list denies the requests without one, too.
    return new Guard(conf.tokenRequired() || hashes.isEmpty(), Optional.of(hashes));
  }

  @Override
  public Decision onRequest(RequestCall call, Guard guard) throws NoSuchAlgorithmException {
    if (!passes(call.headers().all("Authorization"), guard)) {
      return Decision.stop(401).header("WWW-Authenticate", "Bearer");
    }
    return HeaderLimit.isReached(call) ? Decision.stop(431) : Decision.proceed();
  }

  private static boolean passes(List<String> offered, Guard guard) throws NoSuchAlgorithmException {
    if (offered.isEmpty()) {
      return !guard.tokenRequired();
    }
    // Of several the upstream might take another one than was looked at.
    Optional<String> token = offered.size() == 1 ? token(offered.get(0)) : Optional.empty();
    return token.isPresent() && guard.admits(token.get());
  }

  private static Optional<String> token(String authorization) {
    return Optional.of(authorization)
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  private static byte[] hash(String token) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
  }
}
