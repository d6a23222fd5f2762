package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the shards for new peers")
class ShardDrawTest {

  /** Far from now, because the nodes have drawn for themselves. */
  private static final long LATER = ShardDraw.SHARDS / 2;

  private static final ClusterNode a = new ClusterNode();
  private static final ClusterNode b = new ClusterNode();

  @BeforeAll
  static void start() {
    a.join(a);
    b.join(a);
  }

  @AfterAll
  static void stop() {
    b.close();
    a.close();
  }

  /** Shows one second, shortly before its end, and then the next one for each look. */
  private static InstantSource clock(long second) {
    var looks = new AtomicLong(-1);
    return () -> Instant.ofEpochMilli((second + looks.incrementAndGet() / 2) * 1000 + 999);
  }

  private static int draw(ClusterNode node, long second) {
    return new ShardDraw(node.kit.system(), clock(second), new OwnShards())
        .draw(0, PATIENCE)
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static long now() {
    return System.currentTimeMillis() / 1000 + LATER;
  }

  @Test
  void a_node_gets_that_of_the_second() {
    long second = now();

    assertThat(draw(a, second)).isEqualTo(1 + second % ShardDraw.SHARDS);
  }

  @Test
  void two_nodes_never_get_the_same() {
    long second = now() + 100;

    int first = draw(a, second);
    int other = draw(b, second);

    assertThat(other).isEqualTo(first % ShardDraw.SHARDS + 1);
  }

  @Test
  void the_last_one_is_not_drawn_again() {
    long second = now() + 200;
    int last = draw(a, second);

    assertThat(
            new ShardDraw(a.kit.system(), clock(second), new OwnShards())
                .draw(last, PATIENCE)
                .toCompletableFuture())
        .succeedsWithin(PATIENCE)
        .isEqualTo(last % ShardDraw.SHARDS + 1);
  }

  @Test
  void one_comes_again_after_nine_hours_and_no_earlier() {
    assertThat(Duration.ofSeconds(ShardDraw.SHARDS)).isGreaterThan(Duration.ofHours(9));
    assertThat(shardAt(0)).isEqualTo(shardAt(ShardDraw.SHARDS)).isEqualTo(1);
    assertThat(shardAt(ShardDraw.SHARDS - 1)).isEqualTo(ShardDraw.SHARDS);
  }

  private static int shardAt(long second) {
    return new ShardDraw(a.kit.system(), () -> Instant.ofEpochSecond(second), new OwnShards())
        .current();
  }
}
