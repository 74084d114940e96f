/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.a6runner.core.log.LogContext;
import io.github.a6runner.core.log.LogText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;

/**
 * The log as JSON: one object on one line for an event. The runner's labels are fields of it, those
 * of plugins are in {@code mdc}; an exception is in {@code exception} and {@code stack}.
 */
final class JsonEncoder extends EventEncoder {
  private static final int MILLIS = 3;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(MILLIS).toFormatter();

  private final JsonFactory json = new JsonFactory();

  @Override
  public byte[] encode(ILoggingEvent event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator object = json.createGenerator(out)) {
      object.writeStartObject();
      write(object, event);
      object.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(JsonGenerator object, ILoggingEvent event) throws IOException {
    object.writeStringField("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
    object.writeStringField("level", event.getLevel().toString());
    object.writeStringField("logger", event.getLoggerName());
    object.writeStringField("thread", event.getThreadName());
    object.writeStringField("message", limited(String.valueOf(event.getFormattedMessage())));
    labels(object, LogLabels.inOrder(event.getMDCPropertyMap()));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      object.writeStringField("exception", thrown.getClassName());
      object.writeStringField("stack", String.join("\n", StackLines.of(thrown)));
    }
  }

  private static void labels(JsonGenerator object, Map<String, String> labels) throws IOException {
    for (String key : LogContext.KEYS) {
      String value = labels.remove(key);
      if (value != null) {
        object.writeStringField(key, limited(value));
      }
    }
    if (labels.isEmpty()) {
      return;
    }
    object.writeObjectFieldStart("mdc");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      object.writeStringField(label.getKey(), limited(label.getValue()));
    }
    object.writeEndObject();
  }

  private static String limited(String text) {
    return LogText.limited(text, LONGEST_MESSAGE);
  }
}
