/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The messages between APISIX and a runner, and their form as bytes.
 *
 * <p>Everything travels in frames over a Unix socket. A frame is a type, the length of what
 * follows, and that: one FlatBuffer, whose tables are in {@code src/main/flatbuffers}.
 *
 * <pre>
 *   0        1        2        3        4                            4 + length
 *   +--------+--------+--------+--------+------------- ... -------------+
 *   |  type  |  length, big-endian      |  payload: one FlatBuffer      |
 *   +--------+--------+--------+--------+------------- ... -------------+
 *              0 to 2^24 - 1
 * </pre>
 *
 * <table>
 *   <caption>Who sends what</caption>
 *   <tr><th>type</th><th>APISIX sends</th><th>the runner answers</th></tr>
 *   <tr>
 *     <td>1 PREPARE_CONF</td>
 *     <td>{@link io.github.a6runner.protocol.GatewayMessage.PrepareConf PrepareConf}</td>
 *     <td>{@link io.github.a6runner.protocol.RunnerMessage.PrepareConfReply PrepareConfReply}</td>
 *   </tr>
 *   <tr>
 *     <td>2 HTTP_REQ_CALL</td>
 *     <td>{@link io.github.a6runner.protocol.GatewayMessage.HttpReqCall HttpReqCall}</td>
 *     <td>{@link io.github.a6runner.protocol.RunnerMessage.HttpReqReply HttpReqReply}</td>
 *   </tr>
 *   <tr>
 *     <td>4 HTTP_RESP_CALL</td>
 *     <td>{@link io.github.a6runner.protocol.GatewayMessage.HttpRespCall HttpRespCall}</td>
 *     <td>{@link io.github.a6runner.protocol.RunnerMessage.HttpRespReply HttpRespReply}</td>
 *   </tr>
 *   <tr>
 *     <td>0 ERROR</td>
 *     <td>never</td>
 *     <td>{@link io.github.a6runner.protocol.RunnerMessage.ErrorReply ErrorReply}, to any of
 *         these</td>
 *   </tr>
 *   <tr>
 *     <td>3 EXTRA_INFO</td>
 *     <td>{@link io.github.a6runner.protocol.GatewayMessage.ExtraInfoReply ExtraInfoReply}, the
 *         answer here</td>
 *     <td>{@link io.github.a6runner.protocol.RunnerMessage.ExtraInfoQuery ExtraInfoQuery}, the
 *         question here</td>
 *   </tr>
 * </table>
 *
 * <p>A connection carries one call at a time. APISIX prepares a conf once, over a connection of its
 * own, and names the token it got in every call. Between a call and its reply the runner may ask
 * any number of questions, also several in one write; they are answered one by one and in order.
 *
 * <pre>
 *   APISIX                                    runner
 *     |  PrepareConf(key, conf)                 |
 *     | --------------------------------------&gt; |
 *     |              PrepareConfReply(token)    |
 *     | &lt;-------------------------------------- |
 *     |  HttpReqCall(id, ..., token)            |
 *     | --------------------------------------&gt; |
 *     |              ExtraInfoQuery             |
 *     | &lt;-------------------------------------- |   as often as
 *     |  ExtraInfoReply                         |   it likes
 *     | --------------------------------------&gt; |
 *     |              HttpReqReply(id, action)   |
 *     | &lt;-------------------------------------- |   exactly one
 * </pre>
 *
 * <p>Starting points: {@link io.github.a6runner.protocol.MessageDecoder} for bytes to messages,
 * {@link io.github.a6runner.protocol.MessageEncoder} for messages to bytes.
 */
@NullMarked
package io.github.a6runner.protocol;

import org.jspecify.annotations.NullMarked;
