package io.masterserver.tests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.attack.Bystanders.Service;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Counters;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.tls.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How fast the others are served meanwhile is not a matter of tests: see bin/attack. */
@DisplayName("An attack")
@Timeout(120)
class AttackTest {

  private static final String SETTINGS =
      """
      master.connection {
        handshake-timeout = 2 seconds
        close-timeout = 300 ms
        slow-consumer-timeout = 300 ms
      }
      """;

  private static final int BYSTANDERS = 6;
  private static final int REQUESTS_PER_SECOND = 100;

  @TempDir static Path folder;

  private static RunningServer plain;
  private static RunningServer secure;
  private static Bystanders plainBystanders;
  private static Bystanders secureBystanders;

  @BeforeAll
  static void start() {
    PemFiles files = PemFiles.in(folder);
    SocketFactory secureSockets = files.renew(PemFiles.Kind.EC).getSocketFactory();
    plain = RunningServer.start(SETTINGS, new EchoModule());
    secure = RunningServer.start(SETTINGS + files.settings(), new EchoModule());
    plainBystanders = connect(plain, SocketFactory.getDefault());
    secureBystanders = connect(secure, secureSockets);
  }

  private static Bystanders connect(RunningServer server, SocketFactory sockets) {
    return Bystanders.connect(
        BYSTANDERS, REQUESTS_PER_SECOND, door -> address(server, door), sockets);
  }

  private static InetSocketAddress address(RunningServer server, Door door) {
    return switch (door) {
      case TCP -> server.address();
      case WEB_SOCKET -> server.webSocketAddress();
    };
  }

  @AfterAll
  static void stop() {
    plainBystanders.close();
    secureBystanders.close();
    plain.close();
    secure.close();
  }

  static Stream<String> attacks() {
    return Attacks.ALL.stream().map(Attack::name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  @DisplayName("harms nobody, is counted exactly, and leaves nothing behind:")
  void harms_nobody(String name) throws IOException {
    Attack attack = Attacks.named(name);
    RunningServer server = attack.secure() ? secure : plain;
    var target =
        new Target(
            server.address(),
            server.webSocketAddress(),
            List.of(InetAddress.getLoopbackAddress()),
            false);
    awaitOnlyBystanders(); // whoever could not connect at first is gone, too
    var before = Counters.all();
    var expected = new Traces();

    try (LogLines log = LogLines.captureAll()) {
      Service service = attack(attack, target, expected);
      awaitOnlyBystanders();

      assertThat(service.complaints()).isEmpty();
      assertThat(service.asked()).isPositive().isEqualTo(service.right());
      assertThat(Counters.since(before)).isEqualTo(expected.counts());
      assertThat(Complaint.unexpected(log.lines(Level.WARN, "").stream(), attack.complaints()))
          .isEmpty();
    }
  }

  /** Attacks while the others are served. */
  private static Service attack(Attack attack, Target target, Traces traces) throws IOException {
    Bystanders bystanders = attack.secure() ? secureBystanders : plainBystanders;
    var over = new AtomicBoolean();
    CompletableFuture<Service> service =
        CompletableFuture.supplyAsync(
            () -> bystanders.serveUntil(over::get), Thread::startVirtualThread);
    try {
      attack.attack(target, traces);
    } finally {
      target.end();
      over.set(true);
    }
    return Await.result(service);
  }

  private static void awaitOnlyBystanders() {
    Await.until(
        "no connections but those of the bystanders",
        () -> Counters.gauges("master.connections.open") == 2 * BYSTANDERS);
  }
}
