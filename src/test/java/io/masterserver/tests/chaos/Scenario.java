package io.masterserver.tests.chaos;

import io.masterserver.tests.chaos.stage.Stage;

/** Something that goes wrong, and what must hold all the same. */
public interface Scenario {

  /** Lower-case words with dashes. */
  String name();

  /** What happens, for {@code bin/chaos --help}. */
  String sentence();

  /** How big it is at full size. */
  Sizes sizes();

  /** Plays it on an empty stage, and says what held. */
  Verdict play(Stage stage, Sizes sizes);
}
