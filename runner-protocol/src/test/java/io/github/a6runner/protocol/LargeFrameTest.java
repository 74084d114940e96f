/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A large frame is announced once, before its message. */
class LargeFrameTest {
  private static final int FRAMING = frame(1024).length - 1024;

  private final List<Object> events = new ArrayList<>();
  private final Wire runner = Wire.ofRunner();

  LargeFrameTest() {
    runner
        .channel()
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void userEventTriggered(ChannelHandlerContext context, Object event) {
                events.add(event);
              }
            });
  }

  @AfterEach
  void nothingIsLeft() {
    runner.close();
  }

  private static byte[] frame(int body) {
    return Wire.frame(new ExtraInfoReply(Optional.of(Bytes.of(new byte[body]))));
  }

  private void receiveInPieces(byte[] frame) {
    runner.receive(frame, 0, Frames.HEADER_LENGTH);
    runner.receive(frame, Frames.HEADER_LENGTH, frame.length - 1);
    assertThat(runner.message()).isNull();
    runner.receive(frame, frame.length - 1, frame.length);
    assertThat(runner.message()).isNotNull();
  }

  @Test
  void largeFrame_inPieces_isAnnouncedOnceEachTime() {
    byte[] frame = frame(LargeFrame.MOST_SMALL);

    receiveInPieces(frame);
    receiveInPieces(frame);

    LargeFrame large = new LargeFrame(frame.length - Frames.HEADER_LENGTH);
    assertThat(events).containsExactly(large, large);
  }

  @Test
  void frame_thatIsNotLargeYet_isNotAnnounced() {
    byte[] frame = frame(LargeFrame.MOST_SMALL + Frames.HEADER_LENGTH - FRAMING);
    assertThat(frame).hasSize(Frames.HEADER_LENGTH + LargeFrame.MOST_SMALL);

    receiveInPieces(frame);

    assertThat(events).isEmpty();
  }

  @Test
  void largeFrame_thatIsThereAtOnce_needsNoAnnouncement() {
    runner.receive(frame(2 * LargeFrame.MOST_SMALL));

    assertThat(runner.message()).isNotNull();
    assertThat(events).isEmpty();
  }
}
