package io.masterserver.modules.sessions;

import static io.masterserver.modules.sessions.SampleSessions.ANNA;
import static io.masterserver.modules.sessions.SampleSessions.SECRET;
import static io.masterserver.modules.sessions.SampleSessions.await;
import static io.masterserver.modules.sessions.SampleSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many nodes take one session over from each other, and each writes what it has made of it for as
 * long as it is let.
 */
@DisplayName("Incarnations of one session on many nodes")
@ParameterizedClass
@EnumSource(Stores.class)
@Timeout(120)
class FencingTest {

  private static final int NODES = 8;
  private static final int TAKE_OVERS = 15;
  private static final int SAVES = 20;

  private final Stores.Cluster cluster;

  /** What each epoch has begun with, as its incarnation was told. */
  private final ConcurrentNavigableMap<Long, Integer> begun = new ConcurrentSkipListMap<>();

  /** What each epoch was last told to be done. */
  private final ConcurrentNavigableMap<Long, Integer> acknowledged = new ConcurrentSkipListMap<>();

  FencingTest(Stores kind) {
    cluster = kind.fresh();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void lose_nothing_that_was_acknowledged_and_never_write_in_turns() throws Exception {
    await(cluster.node().create(session(ANNA, "0")));
    begun.put(1L, 0);
    acknowledged.put(1L, 0);
    List<Callable<Void>> nodes = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      SessionStore node = cluster.node();
      PeerId neighbour = new PeerId(i + 1);
      nodes.add(() -> takeOverAgainAndAgain(node, neighbour));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> ended : threads.invokeAll(nodes)) {
        ended.get();
      }
    }

    SavedSession last = await(cluster.node().takeOver(ANNA, SECRET)).orElseThrow();
    begun.put(last.epoch(), number(last));
    assertThat(begun).hasSize(NODES * TAKE_OVERS + 2);
    begun.forEach(this::beginsWithWhatTheOneBeforeHasWrittenLast);
  }

  /** Each incarnation counts on from where the one before it was. */
  private Void takeOverAgainAndAgain(SessionStore node, PeerId neighbour) {
    await(node.create(session(neighbour, "neighbour")));
    for (int i = 0; i < TAKE_OVERS; i++) {
      SavedSession mine = await(node.takeOver(ANNA, SECRET)).orElseThrow();
      int number = number(mine);
      assertThat(begun.put(mine.epoch(), number)).as("epoch %d", mine.epoch()).isNull();
      acknowledged.put(mine.epoch(), number);
      writeUntilFenced(node, mine.epoch(), number, neighbour);
    }
    return null;
  }

  private void writeUntilFenced(SessionStore node, long epoch, int begin, PeerId neighbour) {
    for (int number = begin + 1; number <= begin + SAVES; number++) {
      node.save(session(neighbour, "neighbour")); // so that groups are more than one
      SessionWrite result = await(node.save(session(ANNA, epoch, "" + number)));
      if (result == SessionWrite.FENCED) {
        return;
      }
      acknowledged.put(epoch, number);
    }
  }

  /**
   * So what was done is never lost, and nobody has been told that it is done once the next epoch
   * had begun. Whoever was told that a write was done had the newest epoch when it was.
   */
  private void beginsWithWhatTheOneBeforeHasWrittenLast(long epoch, int number) {
    if (epoch > 1) {
      NavigableMap<Long, Integer> before = acknowledged.headMap(epoch, false);
      assertThat(before.lastEntry())
          .as("what epoch %d has begun with", epoch)
          .extracting(last -> List.of(last.getKey(), last.getValue()))
          .isEqualTo(List.of(epoch - 1, number));
    }
  }

  private static int number(SavedSession session) {
    return Integer.parseInt(session.state().utf8());
  }
}
