package io.masterserver.modules.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.masterserver.testkit.TestPeer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The audit log of sessions")
class SessionAuditTest {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.masterserver.audit");

  private final AuthKit it = new AuthKit("");
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
    it.close();
  }

  @Test
  void says_who_was_kicked_by_whom() {
    TestPeer old = it.loggedIn("anna");
    TestPeer next = it.kit.connectPeer();

    it.logIn(next, "anna");
    old.expectDisconnected();

    assertThat(written())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "event=kick", "peer=" + old.id(), "username=anna", "by=" + next.id()));
  }

  @Test
  void says_that_nobody_was_logged_in_when_the_client_went_before_that() {
    TestPeer old = it.loggedIn("anna");
    TestPeer next = it.kit.connectPeer();

    it.logIn(next, "anna");
    old.expectDisconnected();
    next.disconnect();
    it.loggedInCount(); // the module knows of it by then

    assertThat(written())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("event=log-in", "peer=" + next.id(), "outcome=refused", "has gone"));
  }

  private List<String> written() {
    return lines.list.stream()
        .map(
            event ->
                event.getKeyValuePairs().stream()
                    .map(pair -> pair.key + "=" + pair.value)
                    .collect(Collectors.joining(" ")))
        .toList();
  }
}
