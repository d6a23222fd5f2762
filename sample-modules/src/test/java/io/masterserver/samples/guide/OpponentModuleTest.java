package io.masterserver.samples.guide;

import static io.masterserver.core.wire.Status.FAILED;
import static io.masterserver.core.wire.Status.TIMEOUT;

import io.masterserver.samples.guide.OpponentModule.PairFound;
import io.masterserver.testkit.ModuleTestKit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 4 of the guide: a module that answers later")
class OpponentModuleTest {

  // tag::test[]
  @Test
  void tells_two_who_look_of_each_other() {
    try (var kit = ModuleTestKit.start(new OpponentModule())) {
      var pairs = kit.eventProbe(PairFound.class);
      var john = kit.connectPeer();
      var jane = kit.connectPeer();

      var forJohn = john.request(OpponentModule.FIND_OPPONENT);
      var forJane = jane.request(OpponentModule.FIND_OPPONENT);

      forJohn.expect(jane.id().value());
      forJane.expect(john.id().value());
      pairs.expectMessageClass(PairFound.class);
    }
  }

  @Test
  void gives_up_after_two_minutes() {
    try (var kit = ModuleTestKit.start(new OpponentModule())) {
      var peer = kit.connectPeer();
      var response = peer.request(OpponentModule.FIND_OPPONENT);
      // An answer behind it shows that the request has reached the module when time passes.
      peer.request(OpponentModule.FIND_OPPONENT).expect(FAILED, "you are looking already");

      kit.timePasses(Duration.ofMinutes(2));

      response.expect(TIMEOUT, "nobody else is looking");
    }
  }

  // end::test[]

  @Test
  void forgets_who_has_gone() {
    try (var kit = ModuleTestKit.start(new OpponentModule())) {
      var gone = kit.connectPeer();
      gone.request(OpponentModule.FIND_OPPONENT);
      gone.expectNothingMore();
      gone.disconnect();

      var jane = kit.connectPeer();
      var john = kit.connectPeer();
      var forJane = jane.request(OpponentModule.FIND_OPPONENT);
      john.request(OpponentModule.FIND_OPPONENT);

      forJane.expect(john.id().value());
    }
  }
}
