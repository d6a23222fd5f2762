package io.masterserver.modules.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server for what GreenMail does not do: STARTTLS, and answers of any kind. */
final class TestSmtpServer implements AutoCloseable {

  /** A line that a client has said. */
  record Heard(boolean encrypted, String line) {}

  private final ServerSocket listener;
  private final Optional<SSLContext> startTls;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile String toRecipient = "250 fine";

  private TestSmtpServer(ServerSocket listener, Optional<SSLContext> startTls) {
    this.listener = listener;
    this.startTls = startTls;
    Thread.ofPlatform().daemon().name("test-smtp").start(this::accept);
  }

  static TestSmtpServer plain() throws IOException {
    return new TestSmtpServer(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Optional.empty());
  }

  static TestSmtpServer withStartTls(SSLContext tls) throws IOException {
    return new TestSmtpServer(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Optional.of(tls));
  }

  static TestSmtpServer withTls(SSLContext tls) throws IOException {
    return new TestSmtpServer(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        Optional.empty());
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Answers every recipient with {@code line} from now on. */
  void answerRecipients(String line) {
    toRecipient = line;
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** How many mails were taken. */
  long taken() {
    return heard.stream().filter(one -> one.line().equals(".")).count();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket client) {
    try (client) {
      say(client, "220 test");
      converse(client, client instanceof SSLSocket);
    } catch (IOException e) {
      // the client has gone, or does not trust us
    }
  }

  private void converse(Socket wire, boolean encrypted) throws IOException {
    var in = new BufferedReader(new InputStreamReader(wire.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(new Heard(encrypted, line));
      switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
        case "EHLO" -> {
          say(wire, "250-test");
          say(wire, startTls.isPresent() && !encrypted ? "250-STARTTLS" : "250-8BITMIME");
          say(wire, "250 AUTH PLAIN");
        }
        case "STARTTLS" -> {
          say(wire, "220 go on");
          converse(encrypted(wire), true);
          return;
        }
        case "AUTH" -> say(wire, "235 welcome");
        case "RCPT" -> say(wire, toRecipient);
        case "DATA" -> takeMail(wire, in, encrypted);
        case "QUIT" -> {
          say(wire, "221 bye");
          return;
        }
        default -> say(wire, "250 fine");
      }
    }
  }

  private void takeMail(Socket wire, BufferedReader in, boolean encrypted) throws IOException {
    say(wire, "354 go on");
    String line = "";
    while (line != null && !line.equals(".")) {
      line = in.readLine();
      heard.add(new Heard(encrypted, String.valueOf(line)));
    }
    say(wire, "250 taken");
  }

  private Socket encrypted(Socket wire) throws IOException {
    var tls =
        (SSLSocket) startTls.orElseThrow().getSocketFactory().createSocket(wire, null, 0, true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    return tls;
  }

  private static void say(Socket wire, String line) throws IOException {
    wire.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
