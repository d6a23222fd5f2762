package io.masterserver.runtime.connection.socket;

import io.masterserver.runtime.eventloop.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections on one loop, one after the other. */
public final class Acceptor {

  private static final Logger log = LoggerFactory.getLogger(Acceptor.class);

  /** How long nothing is accepted when the system has no more files, for example. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final ServerSocketChannel server;
  private final EventLoop loop;
  private final Function<SocketChannel, CompletionStage<?>> accepted;
  private @Nullable SelectionKey key;
  private boolean resting;

  private Acceptor(
      ServerSocketChannel server,
      EventLoop loop,
      Function<SocketChannel, CompletionStage<?>> accepted) {
    this.server = server;
    this.loop = loop;
    this.accepted = accepted;
  }

  /**
   * Listens on {@code address}.
   *
   * @param backlog how many connections the operating system may keep waiting
   * @param accepted called on the loop for every connection, which is then its; the next one is
   *     accepted when what it returns is done
   * @throws IOException if the address cannot be had
   */
  public static Acceptor listen(
      InetSocketAddress address,
      int backlog,
      EventLoop loop,
      Function<SocketChannel, CompletionStage<?>> accepted)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.configureBlocking(false);
      server.bind(address, backlog);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    var acceptor = new Acceptor(server, loop, accepted);
    loop.execute(acceptor::begin);
    return acceptor;
  }

  /** Where it listens, with the port that the system has chosen if it was to. */
  public InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  /** Accepts nothing more; done when the port is free. Threads: any. */
  public CompletionStage<Void> close() {
    var closed = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          closeServer();
          // The selector lets go of the port when it looks at its sockets the next time.
          loop.atEndOfTurn(() -> loop.execute(() -> closed.complete(null)));
        });
    return closed;
  }

  private void closeServer() {
    try {
      server.close();
    } catch (IOException e) {
      log.warn("A port could not be closed", e);
    }
  }

  private void begin() {
    try {
      key = loop.watch(server, SelectionKey.OP_ACCEPT, operations -> acceptNext());
    } catch (IOException e) {
      log.debug("A port was closed before it was listened on", e);
    }
  }

  /** While it rests, the selector is not asked: it would answer at once, again and again. */
  private void acceptNext() {
    if (resting || key == null || !server.isOpen()) {
      return;
    }
    SocketChannel socket;
    try {
      socket = server.accept();
    } catch (IOException e) {
      log.warn(
          "No connection can be accepted, the next try is in {}: {} (does the system allow enough open files?)",
          AFTER_FAILURE,
          e.getMessage());
      rest();
      loop.executeAfter(AFTER_FAILURE, this::rested);
      return;
    }
    if (socket == null) {
      key.interestOps(SelectionKey.OP_ACCEPT);
    } else {
      rest();
      accepted.apply(socket).whenComplete((done, failure) -> loop.execute(this::rested));
    }
  }

  private void rest() {
    resting = true;
    if (key != null) {
      key.interestOps(0);
    }
  }

  private void rested() {
    resting = false;
    acceptNext();
  }
}
