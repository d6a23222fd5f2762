package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

@DisplayName("The audit log")
class AuditLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.masterserver.audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  private List<String> facts() {
    assertThat(lines.list).hasSize(1);
    return lines.list.getFirst().getKeyValuePairs().stream().map(KeyValuePair::toString).toList();
  }

  @Test
  void says_who_did_what_with_what_outcome() {
    AuditLog.event("log-in")
        .peer(new PeerInfo(new PeerId(7), new UUID(0, 0), "192.0.2.7:4711", "tls"))
        .account("a1", "john")
        .with("method", "token")
        .ok();

    assertThat(facts())
        .containsExactly(
            "event=\"log-in\"",
            "peer=\"7\"",
            "address=\"192.0.2.7:4711\"",
            "accountId=\"a1\"",
            "username=\"john\"",
            "method=\"token\"",
            "outcome=\"ok\"");
  }

  @Test
  void says_why_something_was_refused() {
    AuditLog.event("log-in").refused("unknown name");

    assertThat(facts())
        .containsExactly("event=\"log-in\"", "outcome=\"refused\"", "why=\"unknown name\"");
  }

  @Test
  void lets_no_value_forge_a_line_or_a_fact() {
    AuditLog.event("log-in")
        .with("username", "x\" outcome=\"ok\"\r\n\u001b[2J\u2028y")
        .refused("no");

    assertThat(facts()).contains("username=\"x? outcome=?ok???" + "?[2J?y\"");
  }

  @Test
  void cuts_long_values_off() {
    AuditLog.event("log-in").with("username", "x".repeat(10_000)).refused("no");

    assertThat(facts()).contains("username=\"%s…\"".formatted("x".repeat(200)));
  }
}
