package io.masterserver.samples.greeting;

import static io.masterserver.testkit.Fake.fake;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.testkit.ModuleTestKit;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

// tag::test[]
@DisplayName("The greeting module")
class GreetingModuleTest {

  private static ActorTestKit actors;

  @BeforeAll
  static void start() {
    actors = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    actors.shutdownTestKit();
  }

  @Test
  void tells_a_client_how_many_came_before_it() {
    TestProbe<VisitsModule.Count> visits = actors.createTestProbe();
    try (var kit =
        ModuleTestKit.start(
            new GreetingModule(), fake(VisitsModule.class, new Visits(visits.ref())))) {
      var peer = kit.connectPeer();

      visits.receiveMessage().replyTo().tell(7);

      assertThat(peer.expectMessage(GreetingModule.WELCOME))
          .isEqualTo("Welcome! You are visitor number 7.");
    }
  }

  @Test
  void greets_without_a_number_when_the_count_does_not_come_in_time() {
    TestProbe<VisitsModule.Count> silent = actors.createTestProbe();
    try (var kit =
        ModuleTestKit.start(
            new GreetingModule(), fake(VisitsModule.class, new Visits(silent.ref())))) {
      var peer = kit.connectPeer();
      silent.receiveMessage();

      kit.timePasses(Duration.ofSeconds(3));

      assertThat(peer.expectMessage(GreetingModule.WELCOME)).isEqualTo("Welcome!");
    }
  }
}
// end::test[]
