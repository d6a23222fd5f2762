package io.masterserver.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ids of new peers")
class PeerIdsTest {

  private static final int PER_SHARD = (1 << PeerEntity.COUNTER_BITS) - 1;
  private static final int UNSEEN = 99;

  private final Deque<CompletableFuture<Integer>> draws = new ArrayDeque<>();
  private final List<Integer> left = new ArrayList<>();
  private final PeerIds ids =
      new PeerIds(
          () -> UNSEEN,
          (except, within) -> {
            draws.add(new CompletableFuture<>());
            return draws.getLast();
          },
          left::add);

  private void begin(int shard) {
    ids.begin(Duration.ofSeconds(1));
    draws.remove().complete(shard);
  }

  private int shardOfNext() {
    return PeerEntity.shard(ids.next());
  }

  @Test
  void are_all_different() {
    begin(1);
    Set<Integer> all = new HashSet<>();
    for (int i = 0; i < 2 * PER_SHARD; i++) {
      all.add(ids.next());
      if (!draws.isEmpty()) {
        draws.remove().complete(2);
      }
    }

    assertThat(all).hasSize(2 * PER_SHARD).allMatch(id -> id > 0);
  }

  @Test
  void are_of_the_drawn_shard_and_never_that_of_its_door() {
    begin(7);

    for (int i = 1; i <= PER_SHARD; i++) {
      assertThat(ids.next()).isEqualTo((7 << PeerEntity.COUNTER_BITS) + i);
    }
  }

  @Test
  void go_on_in_the_shard_that_was_drawn_before_their_end() {
    begin(7);
    for (int i = 0; i < PER_SHARD; i++) {
      ids.next();
    }
    assertThat(draws).hasSize(1);
    draws.remove().complete(8);

    assertThat(shardOfNext()).isEqualTo(8);
  }

  @Test
  void go_on_in_the_shard_of_the_second_when_none_was_drawn_in_time() {
    begin(7);
    for (int i = 0; i < PER_SHARD; i++) {
      ids.next();
    }

    assertThat(shardOfNext()).isEqualTo(UNSEEN);
  }

  @Test
  void leave_the_shard_whose_end_they_have_reached() {
    begin(7);
    for (int i = 0; i < PER_SHARD; i++) {
      ids.next();
    }
    assertThat(left).isEmpty();

    ids.next();
    draws.remove().complete(8);

    assertThat(left).containsExactly(7);
  }

  @Test
  void are_drawn_again_when_a_draw_has_failed() {
    begin(7);
    for (int i = 0; i < PER_SHARD - 1; i++) {
      ids.next();
    }
    draws.remove().completeExceptionally(new IllegalStateException("on purpose"));
    ids.next();
    draws.remove().complete(8);

    assertThat(shardOfNext()).isEqualTo(8);
  }

  @Test
  void go_on_elsewhere_as_soon_as_possible_when_one_was_taken() {
    begin(7);
    ids.next();

    ids.refused();
    assertThat(shardOfNext()).isEqualTo(7);
    draws.remove().complete(8);

    assertThat(shardOfNext()).isEqualTo(8);
    assertThat(shardOfNext()).isEqualTo(8);
  }
}
