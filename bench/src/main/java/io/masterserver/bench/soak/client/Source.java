package io.masterserver.bench.soak.client;

import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;

/** The addresses that clients come from: one has not enough ports for all that leave so quickly. */
final class Source {

  private static final int ADDRESSES = 32;

  private Source() {}

  /** 127.0.0.2 and up. */
  static InetSocketAddress any(RandomGenerator random) {
    return new InetSocketAddress("127.0.0." + (2 + random.nextInt(ADDRESSES)), 0);
  }
}
