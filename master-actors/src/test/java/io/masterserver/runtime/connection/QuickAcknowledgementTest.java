package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("A quick acknowledgement")
class QuickAcknowledgementTest {

  private static final ByteString BYTES = ByteString.fromString("bytes");

  private final ActorTestKit kit = ActorTestKit.create();
  private final QuickAcknowledgement acknowledgement = new QuickAcknowledgement();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void is_asked_for_whenever_something_was_read() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      accepted.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
      acknowledgement.afterConnect(accepted);

      assertThat(read((InetSocketAddress) accepted.getRemoteSocketAddress())).isEqualTo(BYTES);

      assertThat(accepted.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isTrue();
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  void lets_bytes_pass_of_a_socket_that_it_does_not_know() throws Exception {
    assertThat(read(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))).isEqualTo(BYTES);
  }

  private ByteString read(InetSocketAddress remote) throws Exception {
    return Source.single(BYTES)
        .via(acknowledgement.of(remote))
        .runWith(Sink.head(), kit.system())
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }
}
