package io.masterserver.tests.chaos;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.auth.AccountPropertiesChange;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.wire.Bytes;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.tests.chaos.client.Attempt;
import io.masterserver.tests.chaos.client.Clients;
import io.masterserver.tests.chaos.client.Crowd;
import io.masterserver.tests.chaos.client.Question;
import io.masterserver.tests.chaos.stage.Node;
import io.masterserver.tests.chaos.stage.Place;
import io.masterserver.tests.chaos.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The database is down for some time, while accounts are made and changed on two nodes. */
final class DatabaseAway implements Scenario {

  static final String REGISTER = "register";
  static final String CHANGE = "change property";
  static final String ECHO = "echo";

  /** The property that is changed, to the number of the round. */
  static final String PROPERTY = "round";

  /** Not more than one may cost, so that much goes on, and little. */
  private static final String SETTINGS =
      """
      master.auth {
        limits { registrations-per-hour = 1000000, failures-per-address = 10000 }
        password-hash { memory = 7 MiB, iterations = 5 }
      }
      master.access { change-account-properties = anyone, find-account = anyone }
      """;

  private static final String PASSWORD = "correct horse battery";
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Question REGISTERS =
      (client, number, round) ->
          client.request(AuthOperations.REGISTER, account(registered(number, round)));

  private static final Question CHANGES =
      (client, number, round) ->
          client.request(
              AuthOperations.CHANGE_ACCOUNT_PROPERTIES,
              new AccountPropertiesChange(
                  changed(number), Map.of(PROPERTY, Integer.toString(round)), List.of()));

  private static final Question ECHOES =
      (client, number, round) -> client.request(EchoModule.ECHO, Bytes.ofUtf8("echo"));

  @Override
  public String name() {
    return "database-away";
  }

  @Override
  public String sentence() {
    return "the database is down for a while, and accounts are made and changed on two nodes";
  }

  @Override
  public Sizes sizes() {
    return Sizes.of("away", 20).and("before", 10).and("after", 20).and("clients", 4);
  }

  /** The account that a client has registered in that round. */
  static String registered(int client, int round) {
    return "c%dr%d".formatted(client, round);
  }

  /** The account that a client changes. */
  static String changed(int client) {
    return "changed" + client;
  }

  private static NewAccount account(String username) {
    return new NewAccount(username, PASSWORD, username + "@player.example");
  }

  @Override
  public Verdict play(Stage stage, Sizes sizes) {
    stage.postgres();
    List<Node> nodes = stage.nodes(Stage.PATIENT + SETTINGS, List.of(Place.here(), Place.here()));
    stage.start(nodes);
    List<Attempt> history;
    Outage outage;
    try (var crowd = new Crowd()) {
      for (int i = 0; i < sizes.get("clients"); i++) {
        for (Node node : nodes) {
          joinThree(crowd, node);
        }
      }
      Pause.of(sizes.seconds("before"));
      outage = Outage.make(stage.postgres(), sizes.seconds("away"));
      Pause.of(sizes.seconds("after"));
      history = crowd.end();
    }
    try (MasterClient witness = Clients.connect(nodes.getLast())) {
      return new DatabaseAwayCheck(history, outage, StoredAccounts.foundBy(witness))
          .verdict(name());
    }
  }

  private static void joinThree(Crowd crowd, Node node) {
    crowd.join(REGISTER, Clients.connect(node), PAUSE, REGISTERS);
    MasterClient changer = Clients.connect(node);
    Clients.await(changer.request(AuthOperations.REGISTER, account(changed(crowd.size())))).value();
    crowd.join(CHANGE, changer, PAUSE, CHANGES);
    crowd.join(ECHO, Clients.connect(node), PAUSE, ECHOES);
  }
}
