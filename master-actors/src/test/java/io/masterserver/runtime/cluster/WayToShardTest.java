package io.masterserver.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.runtime.peer.PeerBroadcast;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The way to a shard")
class WayToShardTest {

  private final WayToShard way = new WayToShard();
  private final ActorRef<PeerBroadcast.Command> home =
      TestInbox.<PeerBroadcast.Command>create().getRef();
  private long now = Long.MAX_VALUE; // clocks of a JVM begin anywhere, and may overflow

  private void ask() {
    way.asked(now);
  }

  private boolean answer() {
    return way.answered(home);
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void is_short_once_all_is_answered() {
    ask();
    ask();

    assertThat(answer()).isFalse();
    assertThat(way.broadcaster()).isNull();
    assertThat(answer()).isTrue();
    assertThat(way.broadcaster()).isEqualTo(home);
  }

  @Test
  void becomes_short_after_a_loss_although_something_is_asked_every_second() {
    ask(); // never answered
    for (int second = 1; second <= 10; second++) {
      pass(1);
      ask();
      assertThat(answer()).isFalse();
    }

    pass(1);
    ask();
    assertThat(answer()).isTrue();
  }

  @Test
  void becomes_short_after_a_loss_when_nothing_was_asked_for_long() {
    ask(); // never answered
    pass(60);
    ask();

    assertThat(answer()).isTrue();
  }

  @Test
  void is_not_short_while_something_is_under_way_behind_what_was_lost() {
    ask(); // never answered
    pass(9);
    ask();
    assertThat(answer()).isFalse();
    pass(1);
    ask();
    pass(1);
    ask();

    assertThat(answer()).as("the last but one").isFalse();
    assertThat(answer()).as("the last").isTrue();
  }
}
