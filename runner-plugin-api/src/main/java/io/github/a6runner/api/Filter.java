/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.api;

/**
 * A filter: code that Apache APISIX has run for each request or response of a route. This is the
 * one interface that a plugin implements; a jar names its filters in {@code
 * META-INF/services/io.github.a6runner.api.Filter}.
 *
 * <pre>{@code
 * public final class Say implements Filter<Say.Conf> {
 *   public record Conf(Optional<String> body) {}
 *
 *   @Override
 *   public String name() {
 *     return "say";
 *   }
 *
 *   @Override
 *   public Conf configure(ConfSource source) {
 *     return source.as(Conf.class);
 *   }
 *
 *   @Override
 *   public Decision onRequest(RequestCall call, Conf conf) {
 *     return conf.body()
 *         .map(body -> Decision.stop(200).header("X-Resp-A6-Runner", "Java").body(body))
 *         .orElseGet(Decision::proceed);
 *   }
 * }
 * }</pre>
 *
 * <p><b>Life.</b> The runner makes one instance of the public class through its public constructor
 * without parameters, calls {@link #start} once, {@link #configure} once for each configuration of
 * a route, and then {@link #onRequest} and {@link #onResponse} for each call, from many threads at
 * once: a filter keeps no state of a call in its fields. What belongs to one route belongs into the
 * configuration object. {@link #close} comes last. A new version of the plugin has an instance, and
 * a class loader, of its own.
 *
 * <p><b>Phases.</b> A filter overrides {@link #onRequest}, {@link #onResponse} or both; one that
 * overrides neither is not loaded. Routes that name it for a phase that it does not override pass
 * it over.
 *
 * <p><b>Threads.</b> The methods of a filter that implements just this interface may block; they
 * run on threads made for that, which are interrupted when the time of their call is over. {@link
 * NonBlockingFilter} and {@link AsyncFilter} run on the thread that serves the socket, must not
 * block, and cost less. During every call into a filter the thread's context class loader is the
 * plugin's.
 *
 * <p><b>Failure.</b> What a phase throws ends the call: by default the client gets 503 and nothing
 * of the upstream's answer. A null that a filter returns is a failure too.
 *
 * @param <C> what {@link #configure} makes of a configuration: an immutable object that many
 *     threads may use, best a record; if it is {@link AutoCloseable} it is closed after its last
 *     call
 */
public interface Filter<C> {

  /**
   * The name by which routes ask for this filter: the {@code name} in {@code ext-plugin-pre-req}.
   *
   * @return a name that is not empty and always the same; two filters of one name are refused. May
   *     be asked for at any time, on any thread, also before {@link #start}
   */
  String name();

  /**
   * Makes the configuration object of one route. Called once for each configuration, never for each
   * call, and on a thread that may block. Commands that tell what a filter takes offer it a source
   * whose {@link ConfSource#as} throws {@link InvalidConfException}, to see which record it reads.
   * A filter that has nothing to configure binds a record without components, so that whatever a
   * route says to it is refused.
   *
   * @param source the text that the route holds for this filter
   * @return the object that the phases get
   * @throws InvalidConfException if the configuration can never be used; calls of the route are
   *     then answered with an error, and this method is not called again for it
   * @throws Exception if something else is in the way; the runner tries again later
   */
  C configure(ConfSource source) throws Exception;

  /**
   * Decides on a request, before (or, as {@code ext-plugin-post-req}, after) APISIX's own plugins.
   *
   * @param call the request as the filters before have left it; not to be kept beyond this call
   * @param conf what {@link #configure} made
   * @return whether the request goes on; by default it does
   * @throws Exception if the filter cannot decide
   */
  default Decision onRequest(RequestCall call, C conf) throws Exception {
    return Decision.proceed();
  }

  /**
   * Looks at and changes a response of the upstream ({@code ext-plugin-post-resp}). By default it
   * stays as it is.
   *
   * @param call the response as the filters before have left it; not to be kept beyond this call
   * @param conf what {@link #configure} made
   * @throws Exception if the filter fails; the client then gets 503 instead of the response
   */
  default void onResponse(ResponseCall call, C conf) throws Exception {}

  /**
   * Names what the filter always wants to know, so that it is fetched in one go before the filter
   * runs. Called once for each configuration and phase, where {@link #configure} is; what it throws
   * counts as thrown there. What is not named here can still be asked for: by filters that may
   * block with {@link Call#variable} and {@link Call#body}, by an {@link AsyncFilter} with {@link
   * Call#variableAsync} and {@link Call#bodyAsync}.
   *
   * @param phase the phase that is meant
   * @param conf what {@link #configure} made
   * @return the variables and whether the body; by default nothing
   */
  default Needs needs(Phase phase, C conf) {
    return Needs.none();
  }

  /**
   * Prepares the filter, once, before anything but {@link #name} is called, on a thread that may
   * block. Does nothing by default.
   *
   * <p>It should return soon: until it does no other plugin is loaded, and a runner that starts
   * does not serve. After a minute it is interrupted.
   *
   * <p>What is the same for all routes, such as the address and the password of a database, belongs
   * into the settings: they stand in the runner's own configuration, as {@code
   * filters.NAME.settings}, and not in APISIX. A change of them takes a restart of the runner.
   * Commands that load plugins, such as {@code a6-runner check}, start their filters, too.
   *
   * @param settings what the operator has set for this filter, to be read here; an empty object if
   *     that is nothing
   * @throws InvalidConfException if the settings cannot be used
   * @throws Exception if the filter cannot work; whatever is thrown, the filter is then not loaded,
   *     and {@link #close} is not called. The message is in the log and in what commands say, so it
   *     should not hold a secret
   */
  default void start(ConfSource settings) throws Exception {}

  /**
   * Lets go of what the filter holds, once, after its last call, on a thread that may block. A
   * thread that was begun and not ended here keeps the plugin's classes in memory. Does nothing by
   * default.
   *
   * @throws Exception if something goes wrong; it is logged
   */
  default void close() throws Exception {}
}
