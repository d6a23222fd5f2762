package io.masterserver.samples.greeting;

import io.masterserver.testkit.ModuleTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The visits module")
class VisitsModuleTest {

  @Test
  void counts_up() {
    var module = new VisitsModule();
    try (var kit = ModuleTestKit.start(module)) {
      TestProbe<Integer> answers = kit.actors().createTestProbe();
      Visits visits = module.api(kit.module());

      visits.counter().tell(new VisitsModule.Count(answers.ref()));
      visits.counter().tell(new VisitsModule.Count(answers.ref()));

      answers.expectMessage(1);
      answers.expectMessage(2);
    }
  }
}
