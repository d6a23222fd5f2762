package io.masterserver.bench.load;

import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Opens connections, {@value #AT_ONCE} at a time; one counts when its first request is answered.
 */
final class Opening implements Answers {

  private static final int AT_ONCE = 64;

  /** Fewer than the ports that Linux gives to one address by default (28,232). */
  private static final int CONNECTIONS_PER_ADDRESS = 20_000;

  private final Load load;
  private final InetSocketAddress server;
  private final int count;
  private final Wire wire;
  private final List<EchoConnection> begun = new ArrayList<>();
  private final CompletableFuture<List<EchoConnection>> all = new CompletableFuture<>();
  private int answered;

  Opening(Load load, InetSocketAddress server, int count, Wire wire) {
    this.load = load;
    this.server = server;
    this.count = count;
    this.wire = wire;
  }

  void begin() {
    for (int i = 0; i < Math.min(AT_ONCE, count); i++) {
      openNext();
    }
  }

  List<EchoConnection> await() {
    return load.resultOf(all, Load.PATIENCE.plus(Duration.ofMillis(count * 20L)));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the listener sees failures
  private void openNext() {
    int index = begun.size();
    var connection = new EchoConnection(load, index, wire.frames(index), this);
    begun.add(connection);
    load.bootstrap()
        .handler(wire.handler(connection))
        .connect(server, sourceOf(index))
        .addListener((ChannelFuture connecting) -> onConnected(index, connecting));
  }

  private void onConnected(int index, ChannelFuture connecting) {
    Throwable cause = connecting.cause();
    if (cause != null) {
      load.fail(new LoadFailure("connection %d: %s".formatted(index, cause), cause));
    }
  }

  /** 127.0.0.2 and up: one address has not enough ports for all connections to one server. */
  static InetSocketAddress sourceOf(int index) {
    return new InetSocketAddress("127.0.0." + (2 + index / CONNECTIONS_PER_ADDRESS), 0);
  }

  @Override
  public void arrived(EchoConnection from, int firstId, int answers) {
    answered++;
    if (begun.size() < count) {
      openNext();
    }
    if (answered == count) {
      all.complete(List.copyOf(begun));
    }
  }
}
