package io.masterserver.bench.soak.client;

import io.masterserver.bench.soak.line.Door;
import io.masterserver.bench.soak.line.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** One client, which comes again and again until the pause. Threads: its own. */
final class Visitor implements Runnable {

  private static final int MOST_STEPS = 12;
  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(3);
  private static final Duration BETWEEN_VISITS = Duration.ofSeconds(6);

  /** One visit of so many is with the project's own client. */
  private static final int OWN_CLIENT = 15;

  private final Scene scene;
  private final RandomGenerator random;
  private final Pause pause;
  private final Watch watch;

  Visitor(Scene scene, RandomGenerator random, Pause pause, Watch watch) {
    this.scene = scene;
    this.random = random;
    this.pause = pause;
    this.watch = watch;
  }

  @Override
  public void run() {
    rest();
    while (!pause.hasBegun()) {
      Door door = pick(scene.doors());
      if (random.nextInt(OWN_CLIENT) == 0) {
        visitWithOwnClient();
      } else {
        visit(door, Weighted.pick(Ending.values(), random));
      }
      rest();
    }
  }

  private void rest() {
    pause.idle(Duration.ofMillis(random.nextLong(BETWEEN_VISITS.toMillis())));
  }

  private Door pick(List<Door> doors) {
    return doors.get(random.nextInt(doors.size()));
  }

  private void visitWithOwnClient() {
    try {
      ClientVisit.run(scene.doors().getFirst().address(), random, pause);
      scene.tally().count("visit own-client");
    } catch (RuntimeException e) {
      scene.tally().wrong("own client", String.valueOf(e));
    }
  }

  private void visit(Door door, Ending ending) {
    String doing = "connect";
    try (Line line = Line.open(door, Source.any(random))) {
      var watched = watch.over(line, name(ending) + " over " + door.name());
      var visit = new Visit(line, random, scene.accounts(), pause);
      try {
        if (ending.works()) {
          line.greet();
        }
        Step step = Step.PING; // the first word: the server does not wait long for it
        int steps = ending.works() ? 1 + random.nextInt(MOST_STEPS) : 0;
        for (int i = 0; i < steps && !pause.hasBegun(); i++) {
          doing = name(step);
          step.run(visit);
          scene.tally().count("step " + doing);
          visit.idle(BETWEEN_STEPS);
          step = Weighted.pick(Step.values(), random);
        }
        doing = name(ending);
        ending.run(visit);
        scene.tally().count("visit " + doing);
        scene.tally().count("visit over " + door.name());
      } finally {
        watched.cancel(false);
        visit.giveBackAccount();
      }
    } catch (IOException | RuntimeException e) {
      scene.tally().wrong(doing + " over " + door.name(), String.valueOf(e));
    }
  }

  private static String name(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
