package io.masterserver.core.client;

import java.io.IOException;

/** Opens connections to servers, of one kind. Threads: any. */
interface Dialer {

  /**
   * Connects.
   *
   * @param hurried whether there are other addresses: then one that does not answer is not waited
   *     for as long
   * @throws IOException if that fails; says where and what was tried
   */
  Transport dial(ServerAddress address, boolean hurried) throws IOException;

  static Dialer of(ClientSettings settings) {
    WebSocketAddress webSocket = settings.webSocket();
    return webSocket == null ? new TcpDialer(settings) : new WebSocketDialer(webSocket, settings);
  }
}
