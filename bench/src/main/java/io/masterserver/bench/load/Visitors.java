package io.masterserver.bench.load;

import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;

/** Connections that each ask once, and go when they are answered; then the next one comes. */
public final class Visitors implements Answers {

  /** Ports that were used are not free at once: so many addresses take turns. */
  private static final int ADDRESSES = 100;

  private final Load load;
  private final InetSocketAddress server;
  private final int atOnce;
  private int begun;
  private long answered;
  private boolean stopping;

  /**
   * @param atOnce how many are there at the same time, 1 or more
   */
  public Visitors(Load load, InetSocketAddress server, int atOnce) {
    this.load = load;
    this.server = server;
    this.atOnce = atOnce;
  }

  public void start() {
    load.loop()
        .execute(
            () -> {
              for (int i = 0; i < atOnce; i++) {
                comeNext();
              }
            });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the listener sees failures
  private void comeNext() {
    int index = begun;
    begun++;
    var connection = new EchoConnection(load, index, Wire.TCP.frames(index), this);
    load.bootstrap()
        .handler(Wire.TCP.handler(connection))
        .connect(server, new InetSocketAddress("127.0.0." + (2 + index % ADDRESSES), 0))
        .addListener((ChannelFuture connecting) -> onConnected(index, connecting));
  }

  private void onConnected(int index, ChannelFuture connecting) {
    Throwable cause = connecting.cause();
    if (cause != null) {
      load.fail(new LoadFailure("connection %d: %s".formatted(index, cause), cause));
    }
  }

  @Override
  public void arrived(EchoConnection from, int firstId, int count) {
    answered++;
    from.leave();
    if (!stopping) {
      comeNext();
    }
  }

  /** How many have been answered so far. */
  public long answered() {
    return load.ask(() -> answered);
  }

  /** No more come. */
  public void stop() {
    load.loop().execute(() -> stopping = true);
  }
}
