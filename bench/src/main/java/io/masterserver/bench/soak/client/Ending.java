package io.masterserver.bench.soak.client;

import java.io.IOException;

/** How a client leaves. */
enum Ending implements Weighted {
  CLOSE(300, true, visit -> visit.line().close()),
  FINISH(120, true, Endings::finish),
  VANISH(200, true, visit -> visit.line().vanish()),
  VANISH_AT_WORK(120, true, Endings::vanishAtWork),
  CUT_FRAME(100, true, Endings::cutFrame),
  IMPOSSIBLE_FRAME(50, true, Endings::impossibleFrame),
  MALFORMED_MESSAGES(40, true, Endings::malformedMessages),
  DEAF(5, true, Endings::deaf),
  CUT_GREETING(40, false, Endings::cutGreeting),
  SILENT(20, false, Endings::silent);

  private interface Action {
    void run(Visit visit) throws IOException;
  }

  private final int weight;
  private final boolean works;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods, without state
  private final Action action;

  Ending(int weight, boolean works, Action action) {
    this.weight = weight;
    this.works = works;
    this.action = action;
  }

  @Override
  public int weight() {
    return weight;
  }

  /** Whether the client greets the server and works before. */
  boolean works() {
    return works;
  }

  void run(Visit visit) throws IOException {
    action.run(visit);
  }
}
