package io.masterserver.tests.chaos;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.wire.Bytes;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.client.Crowd;
import io.masterserver.tests.chaos.client.Question;
import io.masterserver.tests.chaos.module.CrashingModule;
import io.masterserver.tests.chaos.module.CrashingOperations;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import java.time.Duration;
import java.util.List;

/** A module dies every second on one of two nodes. */
final class ModuleCrash implements Scenario {

  static final String DYING = "module that dies";
  static final String SAME_MODULE = "same module on the other node";
  static final String OTHER_MODULE = "other module on the same node";

  private static final String EVERY_SECOND = "-D%s=1000".formatted(CrashingModule.DIES_EVERY);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private static final Question WHICH_LIFE =
      (client, number, round) -> client.request(CrashingOperations.WHICH_LIFE, Empty.EMPTY);

  private static final Question ECHO =
      (client, number, round) ->
          client.request(EchoModule.ECHO, Bytes.ofUtf8("%d:%d".formatted(number, round)));

  @Override
  public String name() {
    return "module-crash";
  }

  @Override
  public String sentence() {
    return "a module dies every second on one of two nodes";
  }

  @Override
  public Sizes sizes() {
    return Sizes.of("seconds", 60).and("clients", 20);
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    stage.install(CrashingModule.class, CrashingOperations.class);
    List<Node> nodes =
        stage.nodes(Stage.PATIENT, List.of(Place.here().with(EVERY_SECOND), Place.here()));
    stage.start(nodes);
    try (var crowd = new Crowd()) {
      for (int i = 0; i < sizes.get("clients"); i++) {
        crowd.join(DYING, Clients.connect(nodes.getFirst()), PAUSE, WHICH_LIFE);
        crowd.join(SAME_MODULE, Clients.connect(nodes.getLast()), PAUSE, WHICH_LIFE);
        crowd.join(OTHER_MODULE, Clients.connect(nodes.getFirst()), PAUSE, ECHO);
      }
      Pause.of(sizes.seconds("seconds"));
      return new ModuleCrashCheck(crowd.end(), sizes.get("seconds")).verdict(name());
    }
  }
}
