package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.modules.auth.account.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The audit log of accounts")
class AuditTest {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.masterserver.audit");

  private final TestServices test = new TestServices();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    LOGGER.setLevel(Level.INFO);
    lines.start();
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void close() {
    LOGGER.detachAppender(lines);
    LOGGER.setLevel(null); // as configured
    test.close();
  }

  @Test
  void says_who_logged_in_and_who_did_not_and_why() {
    test.register("Anna");
    test.logIn("Anna", PASSWORD);
    catchThrowable(() -> test.logIn("Anna", "wrong horse"));
    catchThrowable(() -> test.logIn("hunter2hunter2", "x"));

    assertThat(written())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("event=log-in", "username=Anna", "method=password", "outcome=ok"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("event=log-in", "address=192.0.2.1:50000", "why=wrong password"))
        .anySatisfy(line -> assertThat(line).contains("why=no such account"))
        .noneSatisfy(line -> assertThat(line).contains("hunter2")); // a password, by mistake?
  }

  @Test
  void says_that_a_token_was_used_again_and_that_somebody_was_too_quick() {
    test.register("Anna");
    IssuedToken token = test.remember("Anna");
    test.services.logIns().withToken(token.text(), HERE);
    test.pass(Duration.ofHours(1));
    catchThrowable(() -> test.services.logIns().withToken(token.text(), HERE));
    for (int i = 0; i < 6; i++) {
      catchThrowable(() -> test.logIn("Anna", "wrong horse"));
    }

    assertThat(written())
        .anySatisfy(line -> assertThat(line).contains("event=token-reuse", "outcome=refused"))
        .anySatisfy(line -> assertThat(line).contains("event=log-in-limited", "by=account"));
  }

  @Test
  void has_no_secret_and_no_email() {
    Account anna = test.register("Anna");
    IssuedToken token = test.remember("Anna");
    test.services.logIns().withToken(token.text(), HERE);
    test.services
        .passwords()
        .change(anna.id(), new PasswordChange(PASSWORD, "battery staple"), Optional.empty(), HERE);
    test.services.passwords().requestReset("anna@example.org", HERE);
    String code = test.mailedCode();
    test.services
        .passwords()
        .reset(new PasswordReset("anna@example.org", code, "third password"), HERE);
    test.services.ownAccount().export(anna.id(), HERE);
    test.services.ownAccount().delete(anna.id(), "third password", HERE);

    assertThat(written())
        .hasSizeGreaterThan(7)
        .noneSatisfy(
            line ->
                assertThat(line)
                    .containsAnyOf(
                        PASSWORD,
                        "battery staple",
                        "third password",
                        code,
                        token.text(),
                        "example.org",
                        anna.passwordHash()));
  }

  private List<String> written() {
    return lines.list.stream()
        .map(
            event ->
                event.getKeyValuePairs().stream()
                    .map(pair -> pair.key + "=" + pair.value)
                    .collect(Collectors.joining(" ", event.getFormattedMessage() + " ", "")))
        .toList();
  }
}
