/*
 * Copyright 2026 The A6 Runner authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.a6runner.core.socket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers as the kernel shows them, on real sockets and, where root runs the test, real users. */
final class PeerCheckSocketTest {
  private static final long OWN_PID = ProcessHandle.current().pid();

  private final Path folder;
  private final BlockingQueue<Optional<String>> verdicts = new LinkedBlockingQueue<>();
  private final BlockingQueue<Credentials> peers = new LinkedBlockingQueue<>();
  private final Path socket;
  private Optional<EventLoopGroup> group = Optional.empty();

  PeerCheckSocketTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    socket = folder.resolve("s");
  }

  @AfterEach
  void tearDown() throws InterruptedException {
    if (group.isPresent()) {
      group.get().shutdownGracefully(0, 5, SECONDS).await();
    }
  }

  @Test
  void refusal_ownUserOnEpoll_isEmptyAndKnowsTheProcess() throws Exception {
    listenOnEpoll(PeerRules.standard());

    SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();

    assertThat(verdict()).isEmpty();
    assertThat(peers.take()).isEqualTo(Credentials.of(Users.system().ownId(), OWN_PID));
  }

  @Test
  void refusal_ownUserOnNio_isEmptyAndKnowsTheName() throws Exception {
    listen(
        PeerRules.standard(),
        NioIoHandler.newFactory(),
        NioServerDomainSocketChannel.class,
        UnixDomainSocketAddress.of(socket));

    SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();

    assertThat(verdict()).isEmpty();
    assertThat(peers.take().user()).isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void refusal_nobody_namesItAndItsProcess() throws Exception {
    listenOnEpoll(PeerRules.standard());

    Process child = connectAsNobody();

    assertThat(verdict().orElseThrow())
        .startsWith("peer: user nobody (")
        .contains("), pid " + child.pid() + " (expected: root")
        .endsWith("allowed-users: [nobody])");
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void refusal_nobodyAllowed_isEmpty() throws Exception {
    listenOnEpoll(PeerRules.of(Set.of("nobody"), OptionalLong.empty()));

    Process child = connectAsNobody();

    assertThat(verdict()).isEmpty();
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void refusal_nobodyAsChildOfTheMaster_isEmpty() throws Exception {
    listenOnEpoll(new PeerRules(Set.of(), OptionalLong.of(OWN_PID)));

    Process child = connectAsNobody();

    assertThat(verdict()).isEmpty();
    assertThat(child.waitFor()).isZero();
  }

  @Test
  void refusal_nobodyAsChildOfAnother_isRefused() throws Exception {
    listenOnEpoll(new PeerRules(Set.of(), OptionalLong.of(1)));

    Process child = connectAsNobody();

    assertThat(verdict()).isPresent();
    assertThat(child.waitFor()).isZero();
  }

  private Optional<String> verdict() throws InterruptedException {
    return verdicts.take();
  }

  private void listenOnEpoll(PeerRules rules) throws InterruptedException {
    assumeTrue(Epoll.isAvailable(), "epoll");
    listen(
        rules,
        EpollIoHandler.newFactory(),
        EpollServerDomainSocketChannel.class,
        new DomainSocketAddress(socket.toString()));
  }

  private void listen(
      PeerRules rules,
      IoHandlerFactory io,
      Class<? extends ServerChannel> type,
      SocketAddress address)
      throws InterruptedException {
    PeerCheck check = PeerCheck.of(rules);
    group = Optional.of(new MultiThreadIoEventLoopGroup(1, io));
    new ServerBootstrap()
        .group(group.get())
        .channel(type)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) throws IOException {
                Credentials.of(channel).ifPresent(peers::add);
                verdicts.add(check.refusal(channel).map(PeerCheck.Refusal::reason));
                var unused = channel.close();
              }
            })
        .bind(address)
        .sync();
  }

  private Process connectAsNobody() throws IOException, InterruptedException {
    Files.setPosixFilePermissions(socket, SocketFile.EVERYBODY);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assumeTrue(Users.system().ownId() == Users.ROOT, "root");
    assumeTrue(succeeds(asNobody(java, "-version")), "setpriv, and a JDK that nobody can run");
    return asNobody(
            java, "-cp", copyOfClient().toString(), ConnectOnce.class.getName(), socket + "")
        .start();
  }

  private static boolean succeeds(ProcessBuilder command) throws InterruptedException {
    try {
      return command.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static ProcessBuilder asNobody(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups");
    builder.command().addAll(List.of(command));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private Path copyOfClient() throws IOException {
    String name = ConnectOnce.class.getName().replace('.', '/') + ".class";
    Path file = folder.resolve("classes").resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream bytes = ConnectOnce.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(bytes, file);
    }
    return folder.resolve("classes");
  }
}
