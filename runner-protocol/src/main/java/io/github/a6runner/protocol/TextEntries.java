/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import java.util.Optional;

/** Vectors of text entries, to and from the wire. */
final class TextEntries {

  /** An accessor of a vector: moves the given table to an element. */
  @FunctionalInterface
  interface Elements {
    io.github.a6runner.protocol.wire.TextEntry at(
        io.github.a6runner.protocol.wire.TextEntry table, int index);
  }

  private TextEntries() {}

  /** Reads a vector; an absent one has no elements. */
  static List<TextEntry> read(ReadablePayload payload, int count, Elements elements) {
    payload.chargeEntries(count);
    return count == 0 ? List.of() : new DecodedEntries(payload, count, elements);
  }

  /** Returns entries that nobody can change: these, if they are so, or else a copy. */
  static List<TextEntry> copyOf(List<TextEntry> entries) {
    return entries instanceof DecodedEntries ? entries : List.copyOf(entries);
  }

  /** Returns how many bytes these entries keep: the whole payload, if they lie in one. */
  static long sizeOf(List<TextEntry> entries) {
    return entries instanceof DecodedEntries decoded
        ? decoded.payloadLength()
        : entries.stream().mapToLong(each -> size(each.name()) + size(each.value())).sum();
  }

  private static long size(Optional<Text> text) {
    return text.map(TextEntries::size).orElse(0L);
  }

  private static long size(Text text) {
    return text.asByteBuffer().remaining();
  }

  /** Writes a vector and returns its offset; no elements make no vector, which is offset 0. */
  static int write(WritablePayload payload, List<TextEntry> entries) {
    if (entries.isEmpty()) {
      return WritablePayload.ABSENT;
    }
    int[] offsets = new int[entries.size()];
    for (int index = 0; index < offsets.length; index++) {
      offsets[index] = write(payload, entries.get(index));
    }
    return payload.builder().createVectorOfTables(offsets);
  }

  private static int write(WritablePayload payload, TextEntry entry) {
    int name = payload.text(entry.name());
    int value = entry.value().map(payload::text).orElse(WritablePayload.ABSENT);
    FlatBufferBuilder builder = payload.builder();
    return io.github.a6runner.protocol.wire.TextEntry.createTextEntry(builder, name, value);
  }
}
