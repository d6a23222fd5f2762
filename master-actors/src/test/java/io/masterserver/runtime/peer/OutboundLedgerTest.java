package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.wire.Codec;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ledger of what was sent")
class OutboundLedgerTest {

  private static final Notification<String> NEWS = Notification.of(100, "news", Codec.TEXT);
  private static final int MOST_BYTES = 100_000;
  private static final int MOST_MESSAGES = 10;

  private final KeptBudget budget = new KeptBudget(1024 * 1024);
  private final OutboundLedger ledger = ledger(budget);

  private static OutboundLedger ledger(KeptBudget budget) {
    return new OutboundLedger(
        new SessionSettings(
            Duration.ofSeconds(1), MOST_BYTES, MOST_MESSAGES, 0, 1, Duration.ofSeconds(1)),
        budget);
  }

  private static ByteString news(String... texts) {
    ByteString frames = ByteString.emptyByteString();
    for (String text : texts) {
      frames = frames.concat(PeerActorHandle.frame(NEWS, text));
    }
    return frames.compact();
  }

  private static ByteString large(int bytes) {
    return news("x".repeat(bytes));
  }

  private ByteString after(long number) {
    return ledger.after(number, ledger.sent()).stream()
        .reduce(ByteString.emptyByteString(), ByteString::concat)
        .compact();
  }

  @Test
  void counts_the_frames_of_what_was_written_together() {
    ledger.add(news("a", "b", "c"));
    ledger.add(news("d"));

    assertThat(ledger.sent()).isEqualTo(4);
    assertThat(after(0)).isEqualTo(news("a", "b", "c", "d"));
  }

  @Test
  void neither_counts_nor_keeps_what_is_about_the_connection() {
    ByteString about = PeerActorHandle.frame(CoreOperations.DISCONNECTED, "about");

    ledger.add(
        about.concat(news("a")).concat(about).concat(news("b", "c")).concat(about).compact());

    assertThat(ledger.sent()).isEqualTo(3);
    assertThat(after(0)).isEqualTo(news("a", "b", "c"));
  }

  @Test
  void returns_what_comes_after_a_number_within_a_piece() {
    ledger.add(news("a", "b", "c"));
    ledger.add(news("d", "e"));

    assertThat(after(2)).isEqualTo(news("c", "d", "e"));
    assertThat(after(4)).isEqualTo(news("e"));
    assertThat(after(5)).isEqualTo(ByteString.emptyByteString());
  }

  @Test
  void forgets_what_is_acknowledged() {
    ledger.add(news("a", "b"));
    ledger.add(news("c"));

    assertThat(ledger.acknowledge(1)).isTrue();
    assertThat(ledger.before()).isZero(); // a piece goes as a whole
    assertThat(ledger.acknowledge(2)).isTrue();
    assertThat(ledger.before()).isEqualTo(2);
    assertThat(after(2)).isEqualTo(news("c"));
  }

  @Test
  void does_not_believe_in_numbers_that_cannot_be() {
    ledger.add(news("a", "b"));

    assertThat(ledger.acknowledge(3)).isFalse();
    assertThat(ledger.acknowledge(-1)).isFalse();
    assertThat(ledger.acknowledge(2)).isTrue();
    assertThat(ledger.acknowledge(1)).isFalse();
    assertThat(ledger.isPossible(1)).isFalse();
    assertThat(ledger.isPossible(2)).isTrue();
  }

  @Test
  void drops_everything_when_there_are_too_many_bytes_and_counts_on() {
    ledger.add(news("a"));

    assertThat(ledger.add(large(MOST_BYTES))).isFalse();

    assertThat(ledger.sent()).isEqualTo(2);
    assertThat(ledger.hasAllAfter(1)).isFalse();
    assertThat(ledger.hasAllAfter(2)).isTrue();
    assertThat(ledger.add(news("b"))).isTrue();
    assertThat(after(2)).isEqualTo(news("b"));
  }

  @Test
  void drops_everything_when_there_are_too_many_messages() {
    for (int i = 0; i < MOST_MESSAGES; i++) {
      assertThat(ledger.add(news("a"))).isTrue();
    }

    assertThat(ledger.add(news("b"))).isFalse();

    assertThat(ledger.hasAllAfter(MOST_MESSAGES)).isFalse();
  }

  @Test
  void drops_everything_when_the_node_has_no_room() {
    var small = new KeptBudget(64 * 1024);
    OutboundLedger one = ledger(small);
    OutboundLedger another = ledger(small);
    assertThat(one.add(large(60_000))).isTrue();

    assertThat(another.add(large(3_000))).isTrue(); // so much each may have
    assertThat(another.add(large(60_000))).isFalse();

    one.drop();
    assertThat(another.add(large(60_000))).isTrue();
  }

  @Test
  void gives_back_to_the_node_all_that_it_took() {
    ledger.add(large(20_000));
    ledger.add(large(30_000));
    assertThat(budget.taken()).isEqualTo(48 * 1024);

    ledger.acknowledge(1);
    assertThat(budget.taken()).isEqualTo(32 * 1024);
    ledger.acknowledge(2);
    assertThat(budget.taken()).isZero();
  }

  @Test
  void returns_much_in_pieces_of_whole_frames() {
    ledger.add(large(40_000));
    ledger.add(large(40_000));
    ledger.add(news("a"));

    assertThat(ledger.after(0, ledger.sent()))
        .isEqualTo(List.of(large(40_000), large(40_000).concat(news("a"))));
  }
}
