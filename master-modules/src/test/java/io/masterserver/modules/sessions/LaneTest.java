package io.masterserver.modules.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A lane")
@Timeout(10)
class LaneTest {

  private record Group(List<String> items, CompletableFuture<List<Integer>> results) {}

  private final List<Group> groups = new ArrayList<>();
  private final Lane<Character, String, Integer> lane =
      new Lane<>(new LaneLimits(3, 4, 20), (older, newer) -> older + "+" + newer, this::begin);

  private CompletionStage<List<Integer>> begin(List<String> items) {
    var group = new Group(items, new CompletableFuture<>());
    groups.add(group);
    return group.results();
  }

  private CompletableFuture<Integer> add(String item) {
    return lane.add(item.charAt(0), item, item.length()).toCompletableFuture();
  }

  private List<String> begun(int group) {
    return groups.get(group).items();
  }

  private void end(int group, Integer... results) {
    groups.get(group).results().complete(List.of(results));
  }

  @Test
  void begins_at_once_when_nothing_is_under_way() {
    CompletableFuture<Integer> a = add("a");

    assertThat(begun(0)).containsExactly("a");
    assertThat(a).isNotDone();

    end(0, 7);
    assertThat(a).isCompletedWithValue(7);
  }

  @Test
  void does_together_what_has_come_while_a_group_was_under_way() {
    add("a");
    CompletableFuture<Integer> b = add("b");
    CompletableFuture<Integer> c = add("c");
    assertThat(groups).hasSize(1);

    end(0, 0);

    assertThat(begun(1)).containsExactly("b", "c");
    end(1, 5, 6);
    assertThat(b).isCompletedWithValue(5);
    assertThat(c).isCompletedWithValue(6);
  }

  @Test
  void makes_groups_no_larger_than_allowed() {
    add("a");
    List.of("b", "c", "d", "e").forEach(this::add);

    end(0, 0);
    assertThat(begun(1)).containsExactly("b", "c", "d");
    end(1, 0, 0, 0);
    assertThat(begun(2)).containsExactly("e");
  }

  @Test
  void makes_one_of_those_that_wait_with_the_same_key() {
    add("a1");
    CompletableFuture<Integer> second = add("a2");
    CompletableFuture<Integer> third = add("a3");

    end(0, 0);

    assertThat(begun(1)).containsExactly("a2+a3");
    end(1, 9);
    assertThat(second).isCompletedWithValue(9);
    assertThat(third).isCompletedWithValue(9);
  }

  @Test
  void fails_a_group_as_a_whole_and_goes_on() {
    add("a");
    CompletableFuture<Integer> b = add("b");
    CompletableFuture<Integer> c = add("c");
    end(0, 0);
    add("d");

    groups.get(1).results().completeExceptionally(new IllegalStateException("away"));

    assertThat(b).isCompletedExceptionally();
    assertThatThrownBy(c::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("away");
    assertThat(begun(2)).containsExactly("d");
  }

  @Test
  void refuses_more_than_may_wait() {
    add("a");
    List.of("b", "c", "d", "e").forEach(this::add);

    assertThatThrownBy(add("f")::join)
        .hasCauseInstanceOf(StoreFull.class)
        .hasMessageContainingAll("4 sessions", "max-waiting");
    assertThat(add("b2")).isNotDone(); // takes no place more

    end(0, 0);
    assertThat(add("f")).isNotDone();
  }

  @Test
  void refuses_more_bytes_than_may_wait() {
    add("a");
    add("b-is-very-long");

    assertThatThrownBy(add("c-is-long")::join)
        .hasCauseInstanceOf(StoreFull.class)
        .hasMessageContainingAll("14 bytes", "max-waiting-bytes");

    end(0, 0);
    assertThat(add("c-is-long")).isNotDone();
  }

  @Test
  void refuses_to_make_more_bytes_of_those_that_wait_than_may() {
    add("a");
    CompletableFuture<Integer> first = add("b");

    assertThatThrownBy(add("b-is-longer-than-may-wait")::join)
        .hasCauseInstanceOf(StoreFull.class)
        .hasMessageContainingAll("1 bytes", "max-waiting-bytes");

    end(0, 0);
    assertThat(begun(1)).containsExactly("b");
    end(1, 7);
    assertThat(first).isCompletedWithValue(7);
  }

  @Test
  void takes_fewer_bytes_of_those_that_wait_although_it_is_full() {
    add("a");
    add("b-takes-it-all-up-20");

    assertThat(add("b-less")).isNotDone();

    assertThat(add("c")).isNotDone();
  }

  @Test
  void goes_on_when_work_fails_before_it_has_begun() {
    var lane =
        new Lane<Integer, Integer, Integer>(
            new LaneLimits(1, 2, 10),
            (older, newer) -> newer,
            items -> {
              throw new IllegalStateException("closed");
            });

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(lane.add(i, i, 1).toCompletableFuture()::join)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  /** As when the database is away: none of them waits. */
  @Test
  void takes_no_stack_for_groups_that_end_at_once() {
    int many = 100_000;
    var first = new CompletableFuture<List<Integer>>();
    var lane =
        new Lane<Integer, Integer, Integer>(
            new LaneLimits(1, many, many),
            (older, newer) -> newer,
            items ->
                items.contains(0)
                    ? first
                    : CompletableFuture.failedFuture(new IllegalStateException("away")));
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      all.add(lane.add(i, i, 1).toCompletableFuture());
    }

    first.complete(List.of(7));

    assertThat(all).allMatch(CompletableFuture::isDone);
    assertThat(all).filteredOn(CompletableFuture::isCompletedExceptionally).hasSize(many - 1);
  }
}
