/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.starter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one tab, driven over its DevTools protocol. For one thread. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String READY = "DevTools listening on ";
  private static final int MAX_TABS = 100;
  private static final int CONTROL = 2;

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** The browser of this machine: what CHROMIUM names, or the first one on the PATH. */
  static Optional<Path> find() {
    Stream<String> named = Stream.ofNullable(System.getenv("CHROMIUM"));
    Stream<String> onPath =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> folder + "/" + name));
    return Stream.concat(named, onPath).map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /** Starts a browser that keeps all it has in a folder. */
  static Chromium start(Path binary, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      URI browser = awaitReady(process.errorReader(StandardCharsets.UTF_8));
      Chromium chromium = new Chromium(process, new DevTools(newTab(browser)));
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        chromium.tools.call(domain + ".enable", Map.of());
      }
      return chromium;
    } catch (Exception | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads up to the line with the address, and the rest on a thread of its own. */
  private static URI awaitReady(BufferedReader err) throws IOException {
    StringBuilder before = new StringBuilder();
    String line = err.readLine();
    while (line != null && !line.startsWith(READY)) {
      before.append(line).append('\n');
      line = err.readLine();
    }
    if (line == null) {
      throw new IOException("Chromium ended: " + before);
    }
    Thread drain = new Thread(() -> err.lines().forEach(ignored -> {}), "chromium-err");
    drain.setDaemon(true);
    drain.start();
    return URI.create(line.substring(READY.length()).strip());
  }

  private static WebSocket.Builder socket() {
    return HttpClient.newHttpClient().newWebSocketBuilder();
  }

  private static Connection newTab(URI browser) throws Exception {
    URI tabs = URI.create("http://127.0.0.1:" + browser.getPort() + "/json/new?about:blank");
    HttpRequest request = HttpRequest.newBuilder(tabs).PUT(BodyPublishers.noBody()).build();
    String tab = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    URI address = URI.create(JSON.readTree(tab).get("webSocketDebuggerUrl").asText());
    return listener -> socket().buildAsync(address, listener).get(20, TimeUnit.SECONDS);
  }

  /** How to get to a tab. */
  interface Connection {
    WebSocket open(WebSocket.Listener listener) throws Exception;
  }

  /** Goes to a page and waits until something in it holds. */
  void open(String url, String condition) throws Exception {
    tools.call("Page.navigate", Map.of("url", url));
    await(condition);
  }

  /** The value of a JavaScript expression. */
  String text(String expression) throws Exception {
    return evaluate("String(" + expression + ")").asText();
  }

  /** Waits in the page until an expression is true. */
  void await(String condition) throws Exception {
    evaluate(
        "new Promise(done => { const look = () => { let yes = false; try { yes = "
            + condition
            + "; } catch (e) {} yes ? done(true) : setTimeout(look, 20); }; look(); })");
  }

  private JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Presses Tab until something has the focus. */
  void tabTo(String selector) throws Exception {
    for (int i = 0; i < MAX_TABS; i++) {
      press("Tab", 9, 0);
      if (text("document.activeElement.matches('" + selector + "')").equals("true")) {
        return;
      }
    }
    throw new AssertionError(selector + ": never has the focus");
  }

  void enter() throws Exception {
    press("Enter", 13, 0);
  }

  void controlEnter() throws Exception {
    press("Enter", 13, CONTROL);
  }

  /** Replaces what is in the field that has the focus. */
  void replaceBy(String text) throws Exception {
    press("a", 65, CONTROL);
    type(text);
  }

  /** Types, key by key. */
  void type(String text) throws Exception {
    for (String key : text.codePoints().mapToObj(Character::toString).toList()) {
      tools.call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "text", key));
      tools.call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }
  }

  private void press(String key, int code, int modifiers) throws Exception {
    Map<String, Object> pressed =
        Map.of(
            "type", key.equals("Enter") ? "keyDown" : "rawKeyDown",
            "key", key,
            "code", key,
            "windowsVirtualKeyCode", code,
            "modifiers", modifiers,
            "commands", key.equals("a") ? List.of("selectAll") : List.of(),
            "text", key.equals("Enter") ? "\r" : "");
    tools.call("Input.dispatchKeyEvent", pressed);
    tools.call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  /** What the page wrote to the console as a warning or error, and what it threw. */
  List<String> complaints() {
    return tools.events().stream().filter(Chromium::isComplaint).map(JsonNode::toString).toList();
  }

  private static boolean isComplaint(JsonNode event) {
    String level =
        event.path("params").path("entry").path("level").asText("")
            + event.path("params").path("type").asText("");
    return switch (event.path("method").asText()) {
      case "Runtime.exceptionThrown" -> true;
      case "Log.entryAdded", "Runtime.consoleAPICalled" -> level.matches("warning|error|assert");
      default -> false;
    };
  }

  /** The addresses that the page asked for anything. */
  List<String> requests() {
    return tools.events().stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asText())
        .toList();
  }

  DevTools tools() {
    return tools;
  }

  @Override
  public void close() {
    tools.close();
    // Its helpers outlive it for a moment, and write into the profile that is to be deleted.
    List<ProcessHandle> helpers = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    helpers.forEach(ProcessHandle::destroyForcibly);
    helpers.forEach(each -> each.onExit().join());
  }
}
