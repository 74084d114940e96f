/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.github.a6runner.protocol.GatewayMessage.HttpReqCall;
import io.github.a6runner.protocol.GatewayMessage.PrepareConf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose parts are where a sender that means well would not put them. */
class HostileTablesTest {

  private static final int ROOT = 0;
  private static final int VTABLE = 4;
  private static final int SLOTS = VTABLE + 4;
  private static final int TABLE = 16;
  private static final int ENTRY_VTABLE = 28;
  private static final int ENTRY = 36;
  private static final int LIST = 56;
  private static final int CONF_SLOT = SLOTS;
  private static final int KEY_SLOT = SLOTS + 2;
  private static final int LENGTH = 256;

  /** What is behind the length of a list that stands right behind the table. */
  private static final int BYTES_LEFT = LENGTH - (TABLE + 8 + 4);

  /** A request for a conf, byte by byte: root, vtable of two slots, table, and room behind it. */
  private static ByteBuffer conf() {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(ROOT, TABLE);
    bytes.putShort(VTABLE, (short) 8).putShort(VTABLE + 2, (short) 12);
    return bytes.putInt(TABLE, TABLE - VTABLE);
  }

  private static Optional<Message> read(ByteBuffer payload) {
    return HostilePayload.check(true, FrameType.PREPARE_CONF, bytesOf(payload));
  }

  private static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static void putString(ByteBuffer bytes, int at, int length, String start) {
    bytes.putInt(at, length);
    for (int i = 0; i < start.length(); i++) {
      bytes.put(at + 4 + i, (byte) start.charAt(i));
    }
  }

  @Test
  void read_tableWithEmptyVtable_hasNothing() {
    assertThat(read(conf())).contains(new PrepareConf(Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1 << 30, Integer.MIN_VALUE, Integer.MAX_VALUE, 256, -241})
  void read_vtableOutsideThePayload_isMalformed(int distance) {
    ByteBuffer bytes = conf();
    bytes.putInt(TABLE, distance == -1 ? TABLE + 1 : distance);
    assertThat(read(bytes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -17, 256, 253, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void read_rootOutsideThePayload_isMalformed(int root) {
    assertThat(read(conf().putInt(ROOT, root))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7FFF, 0x8000, 0xFFFF, 0xEF, 0xEE})
  void read_slotOutsideThePayload_isMalformed(int slot) {
    ByteBuffer bytes = conf().putShort(KEY_SLOT, (short) slot);
    assertThat(read(bytes.putInt(255 - 8, -1))).isEmpty();
  }

  @Test
  void read_vtableThatSaysItIsLong_takesWhatIsThereForSlots() {
    ByteBuffer bytes = conf().putShort(VTABLE, (short) 0xFFFF);
    assertThat(read(bytes)).contains(new PrepareConf(Optional.empty(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -4, 0x7FFF_FFFF, 0x8000_0000, 233})
  void read_stringOfWrongLength_isMalformed(int length) {
    ByteBuffer bytes = conf().putShort(KEY_SLOT, (short) 4).putInt(TABLE + 4, 4);
    putString(bytes, TABLE + 8, length, "");
    assertThat(read(bytes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void read_stringAtNoMultipleOfFour_isReadWhereItIs(int shift) {
    ByteBuffer bytes = conf().putShort(KEY_SLOT, (short) 4).putInt(TABLE + 4, 4 + shift);
    putString(bytes, TABLE + 8 + shift, 3, "key");
    assertThat(read(bytes)).contains(new PrepareConf(Optional.of("key"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void read_scalarsAtNoMultipleOfFour_areReadWhereTheyAre(int shift) {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    int table = TABLE + shift;
    bytes.putInt(ROOT, table);
    bytes.putShort(VTABLE, (short) 6).putShort(VTABLE + 2, (short) 8).putShort(SLOTS, (short) 4);
    bytes.putInt(table, table - VTABLE).putInt(table + 4, 0xFEDC_BA98);
    assertThat(HostilePayload.check(false, FrameType.PREPARE_CONF, bytesOf(bytes)))
        .contains(new RunnerMessage.PrepareConfReply(0xFEDC_BA98L));
  }

  @Test
  void read_stringsThatOverlapInPart_areReadWithinTheBudget() {
    ByteBuffer bytes = conf().putShort(CONF_SLOT, (short) 8).putShort(KEY_SLOT, (short) 4);
    bytes.putInt(TABLE + 4, 4); // the key, in whose bytes the list's length lies
    bytes.putInt(TABLE + 8, 4);
    putString(bytes, TABLE + 8, 4, "\0\0\0\0");
    assertThat(read(bytes)).contains(new PrepareConf(Optional.of("\0\0\0\0"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 62})
  @Timeout(10)
  void read_listOfUpTo2To32Elements_isMalformed(int count) {
    ByteBuffer bytes = conf().putShort(CONF_SLOT, (short) 4).putInt(TABLE + 4, 4);
    assertThat(read(bytes.putInt(TABLE + 8, count))).isEmpty();
  }

  private static Optional<Message> readBytes(int length) {
    ByteBuffer bytes = conf().putShort(CONF_SLOT, (short) 4).putInt(TABLE + 4, 4);
    bytes.putInt(TABLE + 8, length);
    return HostilePayload.check(true, FrameType.EXTRA_INFO, bytesOf(bytes));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, BYTES_LEFT + 1})
  void read_bytesOfUpTo2To32_areMalformed(int length) {
    assertThat(readBytes(length)).isEmpty();
  }

  @Test
  void read_bytesUpToTheLastOne_areRead() {
    assertThat(readBytes(BYTES_LEFT))
        .contains(new ExtraInfoReply(Optional.of(Bytes.of(new byte[BYTES_LEFT]))));
  }

  @Test
  void read_listThatLeadsBackToItsTable_endsAfterOneElement() {
    ByteBuffer bytes = conf().putShort(CONF_SLOT, (short) 4).putInt(TABLE + 4, 4);
    bytes.putInt(TABLE + 8, 1).putInt(TABLE + 12, TABLE - (TABLE + 12)); // the table it is in
    Text name = Text.decode(new byte[] {-12}); // the first byte of that offset
    assertThat(read(bytes))
        .contains(
            new PrepareConf(Optional.empty(), List.of(new TextEntry(name, Optional.empty()))));
  }

  @Test
  void read_nulInTexts_isKept() {
    TextEntry entry = TextEntry.of("a\0b", "\0");
    HttpReqCall call =
        new HttpReqCall(
            1, Bytes.EMPTY, HttpMethod.GET, Text.of("/\0"), List.of(entry), List.of(entry), 1);
    byte[] frame = Wire.frame(call);
    byte[] payload = Arrays.copyOfRange(frame, Frames.HEADER_LENGTH, frame.length);
    assertThat(HostilePayload.check(true, FrameType.HTTP_REQ_CALL, payload)).contains(call);
  }

  /** The dearest way to say something: texts of one byte that is no UTF-8, shared by elements. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 1_290_000})
  @Timeout(30)
  void read_dearestPayloadOfEachSize_allocatesAtMostItsMultiple(int count) {
    byte[] payload = dearest(count);
    assertThat(payload.length).isLessThan(Frames.MAX_PAYLOAD_LENGTH);
    HostilePayload.requireCheap(true, FrameType.PREPARE_CONF, payload);
    assertThat(HostilePayload.decode(true, FrameType.PREPARE_CONF, payload))
        .hasValueSatisfying(
            message -> assertThat(((PrepareConf) message).conf().size()).isEqualTo(count));
  }

  @Test
  void read_oneElementMoreThanTheDearestPayload_isMalformed() {
    ByteBuffer bytes = ByteBuffer.wrap(dearest(1000)).order(ByteOrder.LITTLE_ENDIAN);
    for (int count = 1001; count < 1010; count++) {
      bytes.putInt(LIST, count).putInt(LIST + 4 * count, ENTRY - (LIST + 4 * count));
    }
    assertThat(read(bytes)).isEmpty();
  }

  /** Returns a payload whose elements are charged 26 bytes each, and so twice its length. */
  private static byte[] dearest(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(13 * count + LIST).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(bytesOf(conf()), 0, LIST);
    bytes.putShort(CONF_SLOT, (short) 4).putInt(TABLE + 4, LIST - (TABLE + 4));
    bytes.putShort(ENTRY_VTABLE, (short) 8).putShort(ENTRY_VTABLE + 2, (short) 12);
    bytes.putShort(ENTRY_VTABLE + 4, (short) 4).putShort(ENTRY_VTABLE + 6, (short) 8);
    bytes.putInt(ENTRY, ENTRY - ENTRY_VTABLE);
    bytes.putInt(ENTRY + 4, 8).putInt(ENTRY + 8, 4); // both lead to the one text
    putString(bytes, ENTRY + 12, 1, "\u00ff");
    for (int i = 0, at = LIST + 4; i < count; i++, at += 4) {
      bytes.putInt(at, ENTRY - at);
    }
    return bytesOf(bytes.putInt(LIST, count));
  }
}
