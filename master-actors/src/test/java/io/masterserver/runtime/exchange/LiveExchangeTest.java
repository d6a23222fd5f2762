package io.masterserver.runtime.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.AccessRule;
import io.masterserver.api.Nothing;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("An exchange")
class LiveExchangeTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> TELL = Notification.of(2, "tell", Codec.TEXT);
  private static final PropertyKey<String> NAME = PropertyKey.of(1, "name", String.class);
  private static final PeerInfo INFO =
      new PeerInfo(new PeerId(1), new UUID(0, 0), "127.0.0.1:1", "tcp");

  private final AtomicInteger reported = new AtomicInteger();

  private final ExchangeOwner owner =
      new ExchangeOwner() {
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
          reported.incrementAndGet();
        }
      };

  private LiveExchange<String, String> request() {
    return new LiveExchange<>(
        owner,
        INFO,
        Properties.NONE.with(NAME, "Anna"),
        new Handling<>(
            "m",
            ECHO,
            ECHO.answer(),
            e -> e,
            AccessRule.anyone(),
            false,
            false,
            Duration.ofNanos(5)),
        "hello",
        true,
        7,
        100);
  }

  private LiveExchange<String, Nothing> notification() {
    return new LiveExchange<>(
        owner,
        INFO,
        Properties.NONE,
        new Handling<>(
            "m", TELL, null, e -> e, AccessRule.anyone(), false, false, Duration.ofNanos(5)),
        "hello",
        false,
        0,
        100);
  }

  @Nested
  @DisplayName("in its module's turn")
  class InTurn {

    @Test
    void is_complete_when_it_was_answered_and_does_not_report_itself() {
      LiveExchange<String, String> exchange = request();
      assertThat(exchange.begin()).isTrue();

      exchange.respond("hi");

      assertThat(exchange.endTurn()).isTrue();
      assertThat(exchange.outcome()).isEqualTo(new Outcome.Answered("hi"));
      assertThat(reported).hasValue(0);
    }

    @Test
    void stays_open_when_a_request_was_not_answered_and_reports_itself_later() {
      LiveExchange<String, String> exchange = request();
      exchange.begin();
      assertThat(exchange.endTurn()).isFalse();
      assertThat(exchange.outcome()).isNull();

      exchange.fail("no");

      assertThat(exchange.outcome()).isEqualTo(new Outcome.NotDone(Status.FAILED, "no"));
      assertThat(reported).hasValue(1);
    }

    @Test
    void is_done_when_a_notification_was_handled() {
      LiveExchange<String, Nothing> exchange = notification();
      exchange.begin();

      assertThat(exchange.endTurn()).isTrue();
      assertThat(exchange.outcome()).isEqualTo(Outcome.Done.DONE);
    }

    @Test
    void stays_open_when_a_notification_is_for_later() {
      LiveExchange<String, Nothing> exchange = notification();
      exchange.begin();
      exchange.later();
      assertThat(exchange.endTurn()).isFalse();

      exchange.done();

      assertThat(exchange.outcome()).isEqualTo(Outcome.Done.DONE);
      assertThat(reported).hasValue(1);
    }
  }

  @Test
  void never_begins_when_the_peer_has_given_it_up() {
    LiveExchange<String, String> exchange = request();

    assertThat(exchange.cancel()).isTrue();

    assertThat(exchange.begin()).isFalse();
  }

  @Test
  void keeps_its_first_outcome() {
    LiveExchange<String, String> exchange = request();
    exchange.begin();
    exchange.respond("first");

    exchange.respond("second");
    exchange.fail("third");

    assertThat(exchange.abort("fourth")).isFalse();
    assertThat(exchange.cancel()).isFalse();
    assertThat(exchange.outcome()).isEqualTo(new Outcome.Answered("first"));
  }

  @Test
  void has_one_outcome_when_two_threads_complete_it_at_once() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      LiveExchange<String, String> exchange = request();
      exchange.begin();
      var start = new CountDownLatch(1);
      var wins = new AtomicInteger();
      Consumer<Boolean> count = won -> wins.addAndGet(won ? 1 : 0);
      Thread module = started(start, () -> count.accept(exchange.abort("by module")));
      Thread peer = started(start, () -> count.accept(exchange.cancel()));

      start.countDown();
      exchange.endTurn();
      module.join();
      peer.join();

      assertThat(wins).hasValue(1);
    }
  }

  private static Thread started(CountDownLatch start, Runnable action) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                start.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              action.run();
            });
  }

  @Test
  void cannot_fail_with_success() {
    LiveExchange<String, String> exchange = request();

    assertThatThrownBy(() -> exchange.fail(Status.SUCCESS, "fine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use respond or done");
    assertThat(exchange.isComplete()).isFalse();
  }

  @Test
  void shows_its_own_changes_at_once_and_applies_them_to_what_others_have_made_of_the_rest() {
    LiveExchange<String, String> exchange = request();
    exchange.peer().set(NAME, "Boris");
    exchange.peer().set(PropertyKey.of(3, "three", Integer.class), 3);
    exchange.peer().remove(NAME);
    assertThat(exchange.peer().get(NAME)).isEmpty();

    Properties applied =
        exchange
            .changes()
            .appliedTo(
                Properties.NONE.with(NAME, "C").with(PropertyKey.of(2, "two", String.class), "D"));

    assertThat(applied.at(1)).isNull();
    assertThat(applied.at(2)).isEqualTo("D");
    assertThat(applied.at(3)).isEqualTo(3);
  }

  @Test
  void ignores_changes_when_it_is_complete() {
    LiveExchange<String, String> exchange = request();
    exchange.begin();
    exchange.respond("hi");

    exchange.peer().set(NAME, "late");

    assertThat(exchange.changes().isEmpty()).isTrue();
    assertThat(exchange.peer().get(NAME)).contains("Anna");
  }

  @Test
  void has_its_deadline_from_when_it_is_handed_over() {
    LiveExchange<String, String> exchange = request();
    assertThat(exchange.deadlineNanos()).isEqualTo(105);

    exchange.restartClock(200);

    assertThat(exchange.deadlineNanos()).isEqualTo(205);
  }
}
