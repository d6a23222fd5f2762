package com.example.dice;

import static io.masterserver.core.wire.Status.FAILED;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.masterserver.testkit.ModuleTestKit;
import org.junit.jupiter.api.Test;

class DiceModuleTest {

  @Test
  void throws_as_many_dice_as_asked_for() {
    try (var kit = ModuleTestKit.start(new DiceModule())) {
      int eyes = kit.connectPeer().request(DiceModule.ROLL, new Throw(3, 6)).expectSuccess();

      assertTrue(eyes >= 3 && eyes <= 18, "3 dice show " + eyes);
    }
  }

  @Test
  void refuses_a_throw_without_dice() {
    try (var kit = ModuleTestKit.start(new DiceModule())) {
      kit.connectPeer()
          .request(DiceModule.ROLL, new Throw(0, 6))
          .expect(FAILED, "1 to 10 dice with 2 to 1000 sides, please");
    }
  }

  @Test
  void refuses_dice_whose_sum_would_be_no_int() {
    try (var kit = ModuleTestKit.start(new DiceModule())) {
      kit.connectPeer()
          .request(DiceModule.ROLL, new Throw(10, Integer.MAX_VALUE))
          .expect(FAILED, "1 to 10 dice with 2 to 1000 sides, please");
    }
  }
}
