/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.api.Phase;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.GatewayResponse;
import io.github.a6runner.peer.PeerConf;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.protocol.Bytes;
import io.github.a6runner.protocol.HttpMethod;
import io.github.a6runner.protocol.RequestAction;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.Text;
import io.github.a6runner.protocol.TextEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The verdict as a text and as JSON, which say the same. */
class VerdictTest {
  private static final CallSpec SPEC =
      new CallSpec(
          Phase.REQUEST,
          new PeerConf("x", List.of()),
          new GatewayRequest(
              HttpMethod.GET,
              Text.of("/"),
              List.of(TextEntry.of("a", "1")),
              List.of(TextEntry.of("x-a", "1")),
              Bytes.EMPTY),
          new GatewayResponse(200, List.of(), Bytes.EMPTY),
          Map.of());

  @Test
  void verdict_argumentWhoseNameHasAnotherCase_isARewrite() throws Exception {
    List<TextEntry> args = List.of(TextEntry.of("a"), TextEntry.of("A", "1"));

    PeerReply.Answered answered = rewrite(List.of(), args, List.of());

    assertThat(VerdictText.of(SPEC, answered))
        .containsExactly("rewrite: the request goes on, changed", "- arg a=1", "+ arg A=1");
    assertThat(decision(answered)).isEqualTo("rewrite");
  }

  @Test
  void verdict_headerWhoseNameHasAnotherCase_goesOnUnchanged() throws Exception {
    PeerReply.Answered answered = rewrite(List.of(TextEntry.of("X-A", "1")), List.of(), List.of());

    assertThat(VerdictText.of(SPEC, answered))
        .containsExactly("proceed: the request goes on unchanged");
    assertThat(decision(answered)).isEqualTo("proceed");
  }

  @Test
  void verdict_headerForTheResponse_isARewrite() throws Exception {
    PeerReply.Answered answered = rewrite(List.of(), List.of(), List.of(TextEntry.of("x-b", "1")));

    assertThat(VerdictText.of(SPEC, answered))
        .containsExactly("rewrite: the request goes on, changed", "+ response header x-b: 1");
    assertThat(decision(answered)).isEqualTo("rewrite");
  }

  private static PeerReply.Answered rewrite(
      List<TextEntry> headers, List<TextEntry> args, List<TextEntry> responseHeaders) {
    return new PeerReply.Answered(
        new HttpReqReply(
            1,
            new RequestAction.Rewrite(
                Optional.empty(), headers, args, responseHeaders, Bytes.EMPTY)));
  }

  private static String decision(PeerReply answered) throws Exception {
    return new ObjectMapper().readTree(VerdictJson.of(SPEC, answered)).get("decision").asText();
  }
}
