/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Text entries of a message that has come. Where each of them lies was found, checked and charged
 * when the message was read; the entry itself is made when somebody looks at it, since of most
 * calls nobody looks at most. Immutable and free to share between threads.
 */
final class DecodedEntries extends AbstractList<TextEntry> implements RandomAccess {

  /** Where the name begins and where the value does; in front of each is its length. */
  private static final int NUMBERS = 2;

  private static final int ABSENT = -1;

  private final byte[] bytes;
  private final ByteBuffer tables; // over the same bytes, and never moved
  private final int[] places;
  private @Nullable TextEntry @Nullable [] made; // any thread may make them anew

  /** Reads the entries of a vector, whose size was charged. */
  DecodedEntries(ReadablePayload payload, int count, TextEntries.Elements elements) {
    bytes = payload.copy();
    tables = payload.tables();
    places = new int[count * NUMBERS];
    var table = new io.github.a6runner.protocol.wire.TextEntry();
    for (int index = 0; index < count; index++) {
      read(payload, elements.at(table, index), index * NUMBERS);
    }
  }

  private void read(
      ReadablePayload payload, io.github.a6runner.protocol.wire.TextEntry table, int at) {
    ByteBuffer name = table.nameInByteBuffer(payload.view());
    if (name == null) {
      throw new MalformedMessageException("entry: no name (expected: one, even if \"\")");
    }
    payload.chargeName(name);
    places[at] = name.position();
    ByteBuffer value = table.valueInByteBuffer(payload.view());
    if (value == null) {
      places[at + 1] = ABSENT;
    } else {
      payload.chargeRegion(value);
      places[at + 1] = value.position();
    }
  }

  int payloadLength() {
    return bytes.length;
  }

  @Override
  public int size() {
    return places.length / NUMBERS;
  }

  @Override
  public TextEntry get(int index) {
    @Nullable TextEntry[] entries = made;
    if (entries == null) {
      entries = new TextEntry[size()];
      made = entries;
    }
    TextEntry entry = entries[index];
    if (entry == null) {
      entry = make(index * NUMBERS);
      entries[index] = entry;
    }
    return entry;
  }

  private TextEntry make(int at) {
    Optional<Text> value =
        places[at + 1] == ABSENT ? Optional.empty() : Optional.of(textAt(places[at + 1]));
    return new TextEntry(textAt(places[at]), value);
  }

  private Text textAt(int place) {
    return Text.wrap(bytes, place, tables.getInt(place - Integer.BYTES));
  }
}
