package io.masterserver.modules.mail;

import static io.masterserver.testkit.Fake.fake;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseModule;
import io.masterserver.testkit.ModuleTestKit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The mail module of one node, running. */
final class MailServerNode implements AutoCloseable {

  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final TestClock clock;
  private final MailModule module;
  private final ModuleTestKit<MailModule.Command> kit;

  private MailServerNode(TestClock clock, Database database, Map<String, Object> settings) {
    this.clock = clock;
    this.module = new MailModule(clock);
    Map<String, Object> all = new HashMap<>();
    all.put("lease", "24h"); // time passes quickly here
    all.putAll(settings);
    this.kit =
        ModuleTestKit.start(
            module,
            ConfigFactory.parseMap(Map.of("master.mail", all)),
            fake(DatabaseModule.class, database));
  }

  static MailServerNode withoutServer(TestClock clock, Database database) {
    return new MailServerNode(clock, database, Map.of());
  }

  /** Sends to a server on this machine that does not protect the connection. */
  static MailServerNode plain(TestClock clock, Database database, int port) {
    return with(clock, database, Map.of("port", port, "security", "none"));
  }

  static MailServerNode with(TestClock clock, Database database, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("host", "127.0.0.1");
    all.put("from", "no-reply@game.example");
    all.put("server-name", "Burg Grünstein");
    all.putAll(settings);
    return new MailServerNode(clock, database, all);
  }

  Mailer mailer() {
    return module.api(kit.module());
  }

  /** Sends a code that is good for a year. */
  void sendCode(String user, String code) {
    mailer().send(reset(user, code, Duration.ofDays(365)));
  }

  Mail reset(String user, String code, Duration usefulFor) {
    return new Mail(
        user + "@example.org",
        "password-reset",
        Map.of("username", user, "code", code, "minutes", "15"),
        clock.in(usefulFor));
  }

  /** Waits, while no time passes for the module. */
  void await(BooleanSupplier fact) {
    kit.actors()
        .createTestProbe()
        .awaitAssert(PATIENCE, BETWEEN_LOOKS, () -> assertThat(fact.getAsBoolean()).isTrue());
  }

  /** Lets time pass for the module, step by step, until {@code fact} is one. */
  void passTimeUntil(BooleanSupplier fact) {
    await(
        () -> {
          clock.pass(STEP);
          kit.timePasses(STEP);
          return fact.getAsBoolean();
        });
  }

  @Override
  public void close() {
    kit.close();
  }
}
