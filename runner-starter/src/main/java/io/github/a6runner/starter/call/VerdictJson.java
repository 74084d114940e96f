/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.a6runner.peer.GatewayRequest;
import io.github.a6runner.peer.PeerReply;
import io.github.a6runner.peer.RequestEffect;
import io.github.a6runner.protocol.RunnerMessage.HttpReqReply;
import io.github.a6runner.protocol.RunnerMessage.HttpRespReply;
import io.github.a6runner.starter.http.BodyText;
import io.github.a6runner.starter.http.MessageJson;
import io.github.a6runner.starter.surroundings.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what the filters decided to a program. */
final class VerdictJson {

  private VerdictJson() {}

  /** One JSON object, on several lines. */
  static String of(CallSpec spec, PeerReply reply) {
    try {
      return new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(verdict(spec, reply));
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists and strings can be written", e);
    }
  }

  private static Map<String, Object> verdict(CallSpec spec, PeerReply reply) {
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("phase", Words.of(spec.phase()));
    if (reply instanceof PeerReply.Failed failed) {
      verdict.put("decision", "error");
      failed.code().ifPresent(code -> verdict.put("code", code.name()));
      verdict.put("reason", failed.reason());
    } else if (reply instanceof PeerReply.Answered answered) {
      answered(verdict, spec, answered);
    }
    return verdict;
  }

  private static void answered(
      Map<String, Object> verdict, CallSpec spec, PeerReply.Answered answered) {
    if (answered.reply() instanceof HttpReqReply reply) {
      outcome(verdict, spec, spec.outcome(reply.action()));
    } else if (answered.reply() instanceof HttpRespReply reply) {
      verdict.put("decision", "response");
      verdict.put("response", MessageJson.response(spec.outcome(reply)));
    }
  }

  private static void outcome(Map<String, Object> verdict, CallSpec spec, RequestEffect outcome) {
    if (outcome instanceof RequestEffect.Stopped stopped) {
      verdict.put("decision", "stop");
      verdict.put("response", MessageJson.response(stopped.response()));
    } else if (outcome instanceof RequestEffect.Forwarded forwarded) {
      verdict.put("decision", spec.diff(forwarded).isChange() ? "rewrite" : "proceed");
      verdict.put("request", request(forwarded.request()));
      verdict.put("response_headers", MessageJson.pairs(forwarded.responseHeaders()));
    }
  }

  private static Map<String, Object> request(GatewayRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", request.method().name());
    fields.put("path", request.path().string());
    fields.put("args", MessageJson.pairs(request.args()));
    fields.put("headers", MessageJson.pairs(request.headers()));
    fields.putAll(BodyText.field(request.body()));
    return fields;
  }
}
