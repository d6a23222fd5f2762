package io.masterserver.tests.modules;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.Operations.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.masterserver.api.AccessRule;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.LogLines;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The access table of the configuration")
@Timeout(60)
class AccessTableTest {

  private static final String TABLE =
      """
      // tag::table[]
      master.access {
        ask = permission 2   # was for nobody
        tell = nobody        # was for anyone
      }
      // end::table[]
      """;

  private static final String KEY = "a key of sixteen or more";

  @Test
  void closes_what_a_module_has_open_and_says_so() {
    try (LogLines log = LogLines.capture();
        RunningServer server =
            RunningServer.start("master.access.ask = nobody", module(AccessRule.anyone()))) {
      assertThat(ask(server, ""))
          .isEqualTo(Response.failure(Status.UNAUTHORIZED, "ask is not allowed (it is closed)"));
      assertThat(log.lines(Level.INFO, "master.access"))
          .containsExactly(
              "Operation [ask] is for [nobody] by master.access; module [asked] alone would say"
                  + " [anyone]");
    }
  }

  @Test
  void opens_what_a_module_has_closed() {
    try (RunningServer server =
        RunningServer.start(
            TABLE
                + "master.modules.core.permission-keys = [{ key = \"%s\", level = 2 }]"
                    .formatted(KEY),
            module(AccessRule.nobody()))) {
      assertThat(ask(server, "").status()).isEqualTo(Status.UNAUTHORIZED);
      assertThat(ask(server, KEY)).isEqualTo(Response.success("yes"));
    }
  }

  @Test
  void says_nothing_when_it_changes_nothing() {
    try (LogLines log = LogLines.capture();
        RunningServer server =
            RunningServer.start("master.access.ask = anyone", module(AccessRule.anyone()))) {
      assertThat(ask(server, "")).isEqualTo(Response.success("yes"));
      assertThat(log.lines(Level.INFO, "master.access")).isEmpty();
    }
  }

  @Test
  void holds_for_modules_that_are_added_later() {
    var first = new ScriptedModule("first", module -> {});
    var late =
        new ScriptedModule(
            "late",
            module -> module.handle(ASK, exchange -> () -> exchange.respond("late")).overriding());
    try (RunningServer server =
        RunningServer.start("master.access.ask = nobody", first, module(AccessRule.anyone()))) {
      Await.result(server.server().addModule(late));

      assertThat(ask(server, "").status()).isEqualTo(Status.UNAUTHORIZED);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "aks = nobody | master.access.aks: no module that runs handles such an operation (did you mean ask?",
        "ask = everyone | master.access.ask: access rule: 'everyone' (expected: anyone,",
        "ask.more = nobody | master.access.ask: not a rule (expected:"
      })
  void stops_the_start_when_it_is_wrong(String entry, String why) {
    assertThat(RunningServer.startFailure("master.access." + entry, module(AccessRule.anyone())))
        .startsWith(why)
        .contains("set in String: 1")
        .doesNotContain("\n");
  }

  private static ScriptedModule module(AccessRule rule) {
    return new ScriptedModule(
        "asked",
        module -> {
          module.handle(ASK, exchange -> () -> exchange.respond("yes")).requiring(rule);
          module.handle(TELL, exchange -> () -> {});
        });
  }

  private static Response<String> ask(RunningServer server, String key) {
    try (MasterClient client = server.connect()) {
      Await.result(client.request(CoreOperations.PERMISSION_LEVEL, key));
      return Await.result(client.request(ASK, "may I?"));
    }
  }
}
