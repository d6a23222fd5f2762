package io.masterserver.core.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Opens sockets, with TLS if the settings say so. */
final class Dialer {

  /**
   * An open socket.
   *
   * @param tcp to be closed in a hurry: never waits, unlike closing a TLS socket that is written to
   * @param stream to read and write; the same as {@code tcp} without TLS
   */
  record Dialed(Socket tcp, Socket stream) {}

  private Dialer() {}

  /**
   * Connects; waits at most the connect time-out for TCP, and as long for each answer in the TLS
   * handshake. How long a name may take to resolve is the operating system's to say.
   *
   * @throws IOException if that fails; says where and what was tried
   */
  static Dialed dial(ServerAddress address, ClientSettings settings) throws IOException {
    var tcp = new Socket();
    try {
      return dial(tcp, address, settings);
    } catch (IOException | RuntimeException e) {
      tcp.close();
      throw new IOException(
          "no connection to %s%s: %s (is the server running, and the address right?)"
              .formatted(address, settings.tls() == null ? "" : " with TLS", reason(e, settings)),
          e);
    }
  }

  private static String reason(Exception e, ClientSettings settings) {
    return switch (e) {
      case SocketTimeoutException late ->
          "no answer within " + Seconds.of(settings.connectTimeout());
      case UnknownHostException unknown -> "the name of the host cannot be resolved";
      case ConnectException refused -> String.valueOf(refused.getMessage());
      default -> e.toString();
    };
  }

  private static Dialed dial(Socket tcp, ServerAddress address, ClientSettings settings)
      throws IOException {
    int timeout = millis(settings.connectTimeout());
    tcp.setTcpNoDelay(true); // the writer coalesces by itself
    tcp.setKeepAlive(true);
    tcp.connect(new InetSocketAddress(address.host(), address.port()), timeout);
    SSLContext tls = settings.tls();
    if (tls == null) {
      return new Dialed(tcp, tcp);
    }
    tcp.setSoTimeout(timeout);
    SSLSocket stream = shakeHands(tls, tcp, address);
    tcp.setSoTimeout(0);
    return new Dialed(tcp, stream);
  }

  private static SSLSocket shakeHands(SSLContext tls, Socket tcp, ServerAddress address)
      throws IOException {
    var stream =
        (SSLSocket) tls.getSocketFactory().createSocket(tcp, address.host(), address.port(), true);
    SSLParameters parameters = stream.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    stream.setSSLParameters(parameters);
    stream.startHandshake();
    return stream;
  }

  private static int millis(Duration duration) {
    return Math.clamp(Timers.nanos(duration) / 1_000_000, 1, Integer.MAX_VALUE);
  }
}
