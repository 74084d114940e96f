/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

import io.github.a6runner.api.BodyUnavailableException.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes content codings of RFC 9110 with what the JDK has. */
final class ContentCodings {
  private static final int CHUNK = 16 * 1024;

  /** Each costs a pass over all of the body. */
  private static final int MOST_CODINGS = 4;

  private ContentCodings() {}

  static Body decode(Body body, String contentEncoding, int limit) {
    String[] codings = contentEncoding.split(",", -1);
    if (codings.length > MOST_CODINGS) {
      throw new BodyUnavailableException(
          Reason.UNSUPPORTED_ENCODING,
          "Content-Encoding: "
              + codings.length
              + " codings (expected: at most "
              + MOST_CODINGS
              + ")");
    }
    Body decoded = body;
    for (int i = codings.length - 1; i >= 0; i--) {
      decoded = decodeOne(decoded, codings[i].strip().toLowerCase(Locale.ROOT), limit);
    }
    return decoded;
  }

  private static Body decodeOne(Body body, String coding, int limit) {
    if (coding.isEmpty() || coding.equals("identity") || body.isEmpty()) {
      return body;
    }
    try (InputStream in = open(body, coding)) {
      return read(in, limit);
    } catch (IOException e) {
      throw new BodyUnavailableException(
          Reason.MALFORMED,
          "body: not valid " + coding + " (expected: what Content-Encoding says)",
          e);
    }
  }

  private static InputStream open(Body body, String coding) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(body.asStream(), CHUNK);
      case "deflate" -> inflate(body);
      default ->
          throw new BodyUnavailableException(
              Reason.UNSUPPORTED_ENCODING,
              "Content-Encoding: "
                  + Quoted.text(coding)
                  + " (expected: gzip, deflate or identity)");
    };
  }

  /** Many send raw deflate where the standard means zlib; the two first bytes tell them apart. */
  private static InputStream inflate(Body body) throws IOException {
    BufferedInputStream in = new BufferedInputStream(body.asStream(), CHUNK);
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    boolean zlib = (first & 0x0f) == 8 && ((first << 8) | second) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    return new InflaterInputStream(in, inflater, CHUNK) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  private static Body read(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (out.size() + n > limit) {
        throw new BodyUnavailableException(
            Reason.TOO_LARGE, "decoded body: over " + limit + " bytes (expected: at most that)");
      }
      out.write(chunk, 0, n);
    }
    return Body.of(out.toByteArray());
  }
}
