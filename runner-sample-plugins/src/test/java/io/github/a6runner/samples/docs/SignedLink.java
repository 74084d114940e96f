/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.samples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.a6runner.api.ConfSource;
import io.github.a6runner.api.Decision;
import io.github.a6runner.api.NonBlockingFilter;
import io.github.a6runner.api.RequestCall;
import io.github.a6runner.api.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The filter that docs/migration.md moves here from Apache's Go runner. */
public final class SignedLink implements NonBlockingFilter<SignedLink.Conf> {
  private final InstantSource clock;

  /** Makes one for the present. */
  public SignedLink() {
    this(InstantSource.system());
  }

  SignedLink(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "signed-link";
  }

  /**
   * What a route configures.
   *
   * @param secret what links are signed with
   */
  public record Conf(@Secret String secret) {}

  @Override
  public Conf configure(ConfSource source) {
    return source.as(Conf.class);
  }

  @Override
  public Decision onRequest(RequestCall call, Conf conf) throws GeneralSecurityException {
    String expires = call.args().first("expires").orElse("");
    byte[] signature = call.args().first("signature").orElse("").getBytes(UTF_8);
    boolean valid =
        expires.matches("[0-9]{1,12}")
            && clock.instant().getEpochSecond() <= Long.parseLong(expires)
            && MessageDigest.isEqual(signature, sign(conf, call.path() + "\n" + expires));
    if (!valid) {
      return Decision.stop(403).body("this link is no longer valid\n");
    }
    call.args().remove("expires");
    call.args().remove("signature");
    return Decision.proceed();
  }

  private static byte[] sign(Conf conf, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(conf.secret().getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))).getBytes(UTF_8);
  }
}
