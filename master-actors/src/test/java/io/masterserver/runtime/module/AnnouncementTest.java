package io.masterserver.runtime.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.CoreProperties;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.testkit.ModuleTestKit;
import io.masterserver.testkit.TestPeer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that announces what it knows")
class AnnouncementTest {

  @Test
  void is_told_what_of_that_the_server_knows_and_the_last_word_counts() {
    try (var kit = ModuleTestKit.start(new CoreModule())) {
      TestPeer peer = kit.connectPeer();

      peer.request(CoreOperations.CAPABILITIES, new Capabilities(List.of("time-travel")))
          .expect(Capabilities.NONE);
      assertThat(peer.get(CoreProperties.CAPABILITIES)).contains(Capabilities.NONE);

      peer.request(
              CoreOperations.CAPABILITIES,
              new Capabilities(List.of("time-travel", "rate-limited-status")))
          .expect(Capabilities.ALL);
      assertThat(peer.get(CoreProperties.CAPABILITIES)).contains(Capabilities.ALL);
    }
  }
}
