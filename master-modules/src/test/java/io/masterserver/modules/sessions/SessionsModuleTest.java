package io.masterserver.modules.sessions;

import static io.masterserver.modules.sessions.SampleSessions.ANNA;
import static io.masterserver.modules.sessions.SampleSessions.SECRET;
import static io.masterserver.modules.sessions.SampleSessions.await;
import static io.masterserver.modules.sessions.SampleSessions.session;
import static io.masterserver.testkit.Fake.fake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.PostgresServer;
import io.masterserver.modules.database.TestDatabases;
import io.masterserver.testkit.ModuleTestKit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The sessions module")
@Timeout(60)
class SessionsModuleTest {

  private static ModuleTestKit<SessionsModule.Command> start(JdbcDatabase database) {
    return ModuleTestKit.start(new SessionsModule(), fake(DatabaseModule.class, database));
  }

  @Test
  void gives_the_sessions_of_one_server_to_the_next() {
    try (JdbcDatabase database = TestDatabases.H2.fresh().open()) {
      try (var kit = start(database)) {
        await(kit.sessionStore().orElseThrow().create(session(ANNA, "state")));
      }
      try (var kit = start(database)) {
        assertThat(await(kit.sessionStore().orElseThrow().takeOver(ANNA, SECRET)))
            .contains(session(ANNA, 2, "state"));
      }
    }
  }

  @Test
  void stores_nothing_on_a_server_without_a_database() {
    try (var kit = ModuleTestKit.start(new SessionsModule())) {
      assertThat(kit.sessionStore()).isEmpty();
    }
  }

  @Test
  void refuses_wrong_settings() {
    var settings = ConfigFactory.parseString("master.modules.sessions.resume-within = 1 second");

    assertThatThrownBy(() -> ModuleTestKit.start(new SessionsModule(), settings))
        .hasMessageContaining(
            "master.modules.sessions.resume-within: PT1S (expected: PT10S..PT24H; set in");
  }

  @Test
  void fails_what_it_is_asked_while_the_database_is_gone_and_has_lost_nothing_afterwards() {
    try (var server = PostgresServer.start();
        JdbcDatabase database = server.newDatabase().open();
        var kit = start(database)) {
      SessionStore store = kit.sessionStore().orElseThrow();
      await(store.create(session(ANNA, "acknowledged")));

      server.stop();

      assertThatThrownBy(() -> await(store.save(session(ANNA, "lost"))))
          .hasCauseInstanceOf(DatabaseUnavailable.class);
      assertThatThrownBy(() -> await(store.takeOver(ANNA, SECRET)))
          .hasCauseInstanceOf(DatabaseUnavailable.class);

      server.startAgain();

      assertThat(await(store.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "acknowledged"));
      assertThat(await(store.save(session(ANNA, 2, "again")))).isEqualTo(SessionWrite.DONE);
    }
  }
}
