package io.masterserver.runtime.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.AccessRule;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.ExchangeOwner;
import io.masterserver.runtime.exchange.Handling;
import io.masterserver.runtime.exchange.LiveExchange;
import io.masterserver.runtime.exchange.Outcome;
import io.masterserver.runtime.exchange.Properties;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The exchanges that a module has kept open")
class OpenExchangesTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);

  private final OpenExchanges open = new OpenExchanges();

  @Test
  void are_held_until_they_are_answered() {
    LiveExchange<String, String> exchange = leftOpen();
    open.add(exchange);
    assertThat(open.size()).isEqualTo(1);

    exchange.respond("late");

    assertThat(open.size()).isZero();
  }

  @Test
  void are_held_until_their_peer_gives_them_up() {
    LiveExchange<String, String> exchange = leftOpen();
    open.add(exchange);

    exchange.cancel();

    assertThat(open.size()).isZero();
  }

  @Test
  void are_not_held_if_they_were_answered_in_the_meantime() {
    LiveExchange<String, String> exchange = leftOpen();
    exchange.respond("at once");

    open.add(exchange);

    assertThat(open.size()).isZero();
  }

  @Test
  void end_with_the_module() {
    LiveExchange<String, String> exchange = leftOpen();
    open.add(exchange);

    open.abortAll("m");

    assertThat(open.size()).isZero();
    assertThat(exchange.outcome()).isInstanceOf(Outcome.Broken.class);
    exchange.fail(Status.FAILED, "too late");
    assertThat(exchange.outcome()).isInstanceOf(Outcome.Broken.class);
  }

  private static LiveExchange<String, String> leftOpen() {
    var exchange =
        new LiveExchange<>(
            new Anyone(),
            new PeerInfo(new PeerId(1), new UUID(0, 0), "127.0.0.1:1", "tcp"),
            Properties.NONE,
            new Handling<>(
                "m",
                ECHO,
                ECHO.answer(),
                e -> e,
                AccessRule.anyone(),
                false,
                false,
                Duration.ofSeconds(5)),
            "hello",
            true,
            7,
            100);
    exchange.begin();
    exchange.endTurn();
    return exchange;
  }

  /** Owner of exchanges that nobody waits for. */
  private static final class Anyone implements ExchangeOwner {

    @Override
    public PeerHandle handle() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void ran(Delivery delivery, int processed, boolean lastOpen) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void completed(LiveExchange<?, ?> exchange) {
      // nobody waits
    }
  }
}
