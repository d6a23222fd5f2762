package io.masterserver.samples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.PeerDetached;
import io.masterserver.api.PeerDisconnected;
import io.masterserver.api.PeerResumed;
import io.masterserver.samples.guide.OpponentModule.PairFound;
import io.masterserver.testkit.ModuleTestKit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 10 of the guide: a client that loses its connection")
class SessionsTest {

  // tag::sessions[]
  @Test
  void is_asked_when_it_is_back() {
    try (var kit = ModuleTestKit.start(new ReadyCheckModule())) {
      var john = kit.connectPeer();
      var jane = kit.connectPeer();
      jane.openSession();

      jane.loseConnection();
      kit.publish(new PairFound(john.handle(), jane.handle()));
      john.expectRequest(ReadyCheckModule.ARE_YOU_READY).respond(true);
      jane.resume();
      jane.expectRequest(ReadyCheckModule.ARE_YOU_READY).respond(true);

      assertThat(john.expectMessage(ReadyCheckModule.MATCH_STARTS)).isTrue();
      assertThat(jane.expectMessage(ReadyCheckModule.MATCH_STARTS)).isTrue();
    }
  }

  // end::sessions[]

  @Test
  void is_waited_for_as_long_as_the_question_may_take() {
    try (var kit = ModuleTestKit.start(new ReadyCheckModule())) {
      var john = kit.connectPeer();
      var jane = kit.connectPeer();
      jane.openSession();

      jane.loseConnection();
      kit.publish(new PairFound(john.handle(), jane.handle()));
      john.expectRequest(ReadyCheckModule.ARE_YOU_READY).respond(true);
      kit.timePasses(Duration.ofSeconds(20));

      assertThat(john.expectMessage(ReadyCheckModule.MATCH_STARTS)).isFalse();
    }
  }

  @Test
  void shows_in_the_events_that_modules_are_told() {
    try (var kit = ModuleTestKit.start(new ReadyCheckModule())) {
      var detached = kit.eventProbe(PeerDetached.class);
      var resumed = kit.eventProbe(PeerResumed.class);
      var disconnected = kit.eventProbe(PeerDisconnected.class);
      var jane = kit.connectPeer();
      jane.openSession();

      jane.loseConnection();
      detached.receiveMessage();
      jane.resume();
      resumed.receiveMessage();
      assertThat(disconnected.receiveMessage().info().id()).isNotEqualTo(jane.id());
      jane.loseConnection();
      kit.timePasses(Duration.ofMinutes(1));

      assertThat(disconnected.receiveMessage().info().id()).isEqualTo(jane.id());
    }
  }

  @Test
  void is_gone_at_once_when_it_leaves_by_itself() {
    try (var kit = ModuleTestKit.start(new ReadyCheckModule())) {
      var disconnected = kit.eventProbe(PeerDisconnected.class);
      var jane = kit.connectPeer();
      jane.openSession();

      jane.disconnect();

      assertThat(disconnected.receiveMessage().info().id()).isEqualTo(jane.id());
    }
  }
}
