package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport over WebSocket")
class WebSocketTransportTest {

  private final Arrivals arrivals = new Arrivals();
  private final DemandCount socket = new DemandCount();
  private final WebSocketTransport transport = new WebSocketTransport(socket, arrivals, 1000);

  @Test
  @DisplayName("asks the JDK for one piece at a time, and only when somebody waits for it")
  void demand() throws Exception {
    arrivals.onOpen(socket);
    assertThat(socket.asked).isZero();
    arrivals.onBinary(socket, ByteBuffer.allocate(10), false);

    assertThat(transport.await()).isTrue();
    assertThat(transport.next()).isNull();
    assertThat(socket.asked).isEqualTo(1);
    arrivals.onPing(socket, ByteBuffer.allocate(0));
    assertThat(transport.await()).isTrue();
    assertThat(socket.asked).isEqualTo(2);
  }

  /** A socket of the JDK that says nothing and remembers how much was asked for. */
  private static final class DemandCount implements WebSocket {

    private long asked;

    @Override
    public void request(long count) {
      asked += count;
    }

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public String getSubprotocol() {
      return "";
    }

    @Override
    public boolean isOutputClosed() {
      return false;
    }

    @Override
    public boolean isInputClosed() {
      return false;
    }

    @Override
    public void abort() {}
  }
}
