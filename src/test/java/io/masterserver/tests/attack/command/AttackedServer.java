package io.masterserver.tests.attack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.bench.process.ServerKind;
import io.masterserver.bench.process.ServerProcess;
import io.masterserver.bench.process.ServerSettings;
import io.masterserver.tests.attack.Bystanders;
import io.masterserver.tests.attack.Door;
import io.masterserver.tests.tls.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/** The server under attack: a process on processor 0, with its default limits and time-outs. */
final class AttackedServer implements AutoCloseable {

  private static final Path OUTPUT = Path.of("src", "test", "target", "attack");
  private static final String CLASS_PATH =
      "sample-modules/target/classes:sample-modules/target/lib/*";
  private static final int HEAP_MEGABYTES = 512;

  /** What the benchmarks change: here it is as it is by default. */
  private static final List<String> AS_BY_DEFAULT =
      List.of(
          "master.tcp.accept-rate",
          "master.websocket.accept-rate",
          "master.connection.max-connections-per-address",
          "master.connection.max-handshakes",
          "master.connection.handshake-timeout",
          "master.connection.idle-timeout",
          "master.limits.peer.rate",
          "master.limits.peer.burst",
          "master.limits.address.rate",
          "master.limits.address.burst");

  /** No threads come and go by themselves. */
  private static final List<String> OPTIONS =
      List.of(
          "-Dmaster.websocket.bind-port=0",
          "-Dmaster.management.bind-port=0",
          "-DMASTER_LOG_LEVEL=WARN",
          "-XX:-UseDynamicNumberOfCompilerThreads");

  private static final int BYSTANDERS = 20;

  /** Far below what the server can do: they wait for nobody but the attacker. */
  private static final int REQUESTS_PER_SECOND = 1000;

  private final ServerProcess process;
  private final SocketFactory sockets;
  private final InetSocketAddress tcp;
  private final InetSocketAddress webSocket;

  private AttackedServer(ServerProcess process, SocketFactory sockets) throws IOException {
    this.process = process;
    this.sockets = sockets;
    this.tcp = address("tcp", "tls");
    this.webSocket = address("ws", "wss");
  }

  /**
   * Starts a server, and waits until it is ready.
   *
   * @param secure whether it speaks TLS, with a certificate of its own
   */
  static AttackedServer start(boolean secure) throws IOException {
    List<String> options = new ArrayList<>(OPTIONS);
    Config defaults = ConfigFactory.defaultReference();
    AS_BY_DEFAULT.forEach(key -> options.add("-D%s=%s".formatted(key, defaults.getString(key))));
    SocketFactory sockets = SocketFactory.getDefault();
    if (secure) {
      PemFiles files = PemFiles.in(Files.createDirectories(OUTPUT).toAbsolutePath());
      sockets = files.renew(PemFiles.Kind.EC).getSocketFactory();
      for (String door : List.of("tcp", "websocket")) {
        options.add("-Dmaster.%s.tls.key-file=%s".formatted(door, files.key()));
        options.add("-Dmaster.%s.tls.chain-file=%s".formatted(door, files.chain()));
      }
    }
    var settings = new ServerSettings("0", options, CLASS_PATH, OUTPUT, false);
    return new AttackedServer(
        ServerProcess.start(ServerKind.MASTER, settings, HEAP_MEGABYTES), sockets);
  }

  private InetSocketAddress address(String plain, String secure) throws IOException {
    String ready;
    try (Stream<String> lines = Files.lines(process.log(), StandardCharsets.UTF_8)) {
      ready = lines.filter(line -> line.contains("\"event\":\"ready\"")).findFirst().orElseThrow();
    }
    for (JsonNode listener : new ObjectMapper().readTree(ready).get("listeners")) {
      String transport = listener.get("transport").asText();
      if (transport.equals(plain) || transport.equals(secure)) {
        return new InetSocketAddress(
            InetAddress.getLoopbackAddress(), listener.get("port").asInt());
      }
    }
    throw new IOException("%s: neither %s nor %s (see its log)".formatted(ready, plain, secure));
  }

  InetSocketAddress address(Door door) {
    return switch (door) {
      case TCP -> tcp;
      case WEB_SOCKET -> webSocket;
    };
  }

  ServerProcess process() {
    return process;
  }

  /** Connects those that are to be served as if there was no attack. */
  Bystanders bystanders() {
    return Bystanders.connect(BYSTANDERS, REQUESTS_PER_SECOND, this::address, sockets);
  }

  /**
   * Lets the server, and this process, compile what they need for clients that come, ask and go: no
   * server has seen only those who attack it.
   */
  void warmUp(Duration time) {
    Bystanders.visit(time, this::address, sockets);
    try (Bystanders bystanders = bystanders()) {
      bystanders.serveFor(time);
    }
  }

  /** What it has logged so far. */
  ServerLog log() {
    return ServerLog.of(process.log());
  }

  @Override
  public void close() {
    process.close();
  }
}
