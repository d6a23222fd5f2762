package io.masterserver.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.samples.guide.OpponentModule.PairFound;
import io.masterserver.testkit.ModuleTestKit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 4 of the guide: a module that asks peers")
class ReadyCheckModuleTest {

  // tag::test[]
  @Test
  void starts_the_match_when_both_are_ready() {
    try (var kit = ModuleTestKit.start(new ReadyCheckModule())) {
      var john = kit.connectPeer();
      var jane = kit.connectPeer();

      kit.publish(new PairFound(john.handle(), jane.handle()));
      john.expectRequest(ReadyCheckModule.ARE_YOU_READY).respond(true);
      jane.expectRequest(ReadyCheckModule.ARE_YOU_READY).respond(true);

      assertThat(john.expectMessage(ReadyCheckModule.MATCH_STARTS)).isTrue();
      assertThat(jane.expectMessage(ReadyCheckModule.MATCH_STARTS)).isTrue();
    }
  }

  // end::test[]

  @Test
  void calls_the_match_off_when_one_does_not_answer() {
    try (var kit = ModuleTestKit.start(new ReadyCheckModule())) {
      var john = kit.connectPeer();
      var jane = kit.connectPeer();

      kit.publish(new PairFound(john.handle(), jane.handle()));
      john.expectRequest(ReadyCheckModule.ARE_YOU_READY).respond(true);
      jane.expectRequest(ReadyCheckModule.ARE_YOU_READY);
      jane.expectNothingMore();
      kit.timePasses(Duration.ofSeconds(20));

      assertThat(john.expectMessage(ReadyCheckModule.MATCH_STARTS)).isFalse();
    }
  }
}
