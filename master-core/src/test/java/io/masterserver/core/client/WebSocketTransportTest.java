package io.masterserver.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The transport over WebSocket")
@Timeout(30)
class WebSocketTransportTest {

  private final Arrivals arrivals = new Arrivals();
  private final SilentSocket socket = new SilentSocket();
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

  @Test
  @DisplayName("lets the JDK answer the close frame of the server before it closes the socket")
  void last_words() throws Exception {
    arrivals.onClose(socket, 1000, "");

    assertThat(transport.await()).isFalse();
    transport.close();

    assertThat(socket.aborted).isFalse();
  }

  @Test
  @DisplayName("closes the socket at once when nothing was said")
  void in_a_hurry() {
    transport.close();

    assertThat(socket.aborted).isTrue();
    assertThatThrownBy(transport::await).isInstanceOf(IOException.class);
  }

  /** A socket of the JDK that says nothing and remembers what was done to it. */
  private static final class SilentSocket implements WebSocket {

    private long asked;
    private volatile boolean aborted;

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
    public void abort() {
      aborted = true;
    }
  }
}
