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
final class TcpDialer implements Dialer {

  /** Long enough for one packet to be lost, and sent again, on most ways. */
  private static final Duration HURRY = Duration.ofSeconds(1);

  private final ClientSettings settings;

  TcpDialer(ClientSettings settings) {
    this.settings = settings;
  }

  /**
   * Waits at most the connect time-out, or a second if hurried, for TCP, and at most the connect
   * time-out for each answer in the TLS handshake. How long a name may take to resolve is the
   * operating system's to say.
   */
  @Override
  public Transport dial(ServerAddress address, boolean hurried) throws IOException {
    var tcp = new Socket();
    Duration patience =
        hurried ? Timers.shorter(HURRY, settings.connectTimeout()) : settings.connectTimeout();
    try {
      return new TcpTransport(tcp, connect(tcp, address, patience), settings.maxFrameLength());
    } catch (IOException | RuntimeException e) {
      tcp.close();
      throw new IOException(
          "no connection to %s%s: %s (is the server running, and the address right?)"
              .formatted(
                  address,
                  settings.tls() == null ? "" : " with TLS",
                  reason(e, tcp.isConnected() ? settings.connectTimeout() : patience)),
          e);
    }
  }

  private static String reason(Exception e, Duration patience) {
    return switch (e) {
      case SocketTimeoutException late -> "no answer within " + Seconds.of(patience);
      case UnknownHostException unknown -> "the name of the host cannot be resolved";
      case ConnectException refused -> String.valueOf(refused.getMessage());
      default -> e.toString();
    };
  }

  /** Returns what to read and write: {@code tcp} itself, or a TLS socket over it. */
  private Socket connect(Socket tcp, ServerAddress address, Duration patience) throws IOException {
    tcp.setTcpNoDelay(true); // the writer coalesces by itself
    tcp.setKeepAlive(true);
    tcp.connect(new InetSocketAddress(address.host(), address.port()), millis(patience));
    SSLContext tls = settings.tls();
    if (tls == null) {
      return tcp;
    }
    tcp.setSoTimeout(millis(settings.connectTimeout()));
    SSLSocket stream = shakeHands(tls, tcp, address);
    tcp.setSoTimeout(0);
    return stream;
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
