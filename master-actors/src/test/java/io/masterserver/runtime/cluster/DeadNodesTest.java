package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node of the cluster")
class DeadNodesTest {

  private final ClusterNode here = new ClusterNode();
  private final ClusterNode other = new ClusterNode();
  private final DeadNodes dead = new DeadNodes(here.kit.system());
  private final Member member = Cluster.get(other.kit.system()).selfMember();

  @AfterEach
  void stop() {
    other.close();
    here.close();
  }

  @Test
  void is_not_dead_while_it_takes_connections() {
    assertThat(dead.look(member)).succeedsWithin(PATIENCE).isEqualTo(false);
    assertThat(dead.contains(member)).isFalse();
  }

  @Test
  void is_dead_when_its_machine_refuses_connections() {
    other.kit.shutdownTestKit();

    assertThat(dead.look(member)).succeedsWithin(PATIENCE).isEqualTo(true);
    assertThat(dead.contains(member)).isTrue();
  }

  @Test
  void counts_as_dead_when_it_has_not_answered() {
    dead.add(member);

    assertThat(dead.contains(member)).isTrue();
    assertThat(dead.look(member)).succeedsWithin(PATIENCE).isEqualTo(true);
  }
}
