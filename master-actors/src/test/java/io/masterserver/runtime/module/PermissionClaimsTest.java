package io.masterserver.runtime.module;

import static io.masterserver.core.packet.CoreOperations.PERMISSION_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.typesafe.config.ConfigFactory;
import io.masterserver.core.wire.Status;
import io.masterserver.testkit.ModuleTestKit;
import io.masterserver.testkit.TestPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A peer that claims a permission level")
class PermissionClaimsTest {

  private static final String KEY = "a key of sixteen or more";
  private static final String INVALID = "Invalid permission key";
  private static final String SETTINGS =
      """
      master.modules.core {
        permission-keys = [{ key = "%s", level = 7 }]
        permission-key-tries = 2
        permission-key-tries-per-address = 3
        permission-key-wait = 10 s
      }
      """
          .formatted(KEY);

  private final AtomicLong nanos = new AtomicLong();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.masterserver");
  private final Logger audit = (Logger) LoggerFactory.getLogger("io.masterserver.audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private ModuleTestKit<CoreModule.Command> kit;

  @BeforeEach
  void start() {
    lines.start();
    logger.addAppender(lines);
    audit.addAppender(lines); // hands nothing on
    kit = ModuleTestKit.start(new CoreModule(nanos::get), ConfigFactory.parseString(SETTINGS));
  }

  @AfterEach
  void stop() {
    kit.close();
    logger.detachAppender(lines);
    audit.detachAppender(lines);
  }

  private List<String> audited() {
    return lines.list.stream()
        .filter(event -> event.getLoggerName().equals("io.masterserver.audit"))
        .map(
            event ->
                event.getKeyValuePairs().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  @Test
  void gets_it_for_the_right_key() {
    TestPeer peer = kit.connectPeerFrom("192.0.2.7");

    peer.request(PERMISSION_LEVEL, KEY).expect(7);

    peer.request(PERMISSION_LEVEL, "").expect(7);
    assertThat(audited())
        .containsExactly(
            "event=\"permission-claim\" peer=\"1\" address=\"192.0.2.7:10001\" level=\"7\""
                + " outcome=\"ok\"");
  }

  @Test
  void is_refused_with_a_wrong_key_and_that_is_audited() {
    TestPeer peer = kit.connectPeerFrom("192.0.2.7");

    peer.request(PERMISSION_LEVEL, "guessed").expect(Status.UNAUTHORIZED, INVALID);

    assertThat(audited())
        .containsExactly(
            "event=\"permission-claim\" peer=\"1\" address=\"192.0.2.7:10001\" try=\"1 of 2\""
                + " outcome=\"refused\" why=\"wrong key\"");
  }

  @Test
  void is_not_listened_to_any_more_after_its_last_try() {
    TestPeer peer = kit.connectPeer();
    peer.hold();
    for (String key : List.of("first", "second", "third", KEY)) {
      peer.request(PERMISSION_LEVEL, key);
    }
    peer.release();

    assertThat(peer.expectDisconnected()).isEqualTo("too many wrong permission keys");
    assertThat(audited()).hasSize(2).last().asString().contains("try=\"2 of 2\"");
    assertThat(audited()).noneMatch(line -> line.contains("ok"));
  }

  @Test
  void must_wait_when_its_address_has_tried_too_often() {
    for (String key : List.of("first", "second", "third")) {
      kit.connectPeerFrom("192.0.2.7")
          .request(PERMISSION_LEVEL, key)
          .expect(Status.UNAUTHORIZED, INVALID);
    }

    kit.connectPeerFrom("192.0.2.7")
        .request(PERMISSION_LEVEL, KEY)
        .expect(
            Status.RATE_LIMITED,
            "Too many wrong permission keys from your address: try again in 10 s");
    assertThat(audited()).last().asString().contains("why=\"the address must wait\"");
    kit.connectPeerFrom("192.0.2.8").request(PERMISSION_LEVEL, KEY).expect(7);

    nanos.addAndGet(Duration.ofSeconds(10).toNanos());
    kit.connectPeerFrom("192.0.2.7").request(PERMISSION_LEVEL, KEY).expect(7);
  }

  @Test
  void leaves_no_key_in_the_log() {
    TestPeer peer = kit.connectPeer();
    peer.request(PERMISSION_LEVEL, KEY).expect(7);
    peer.request(PERMISSION_LEVEL, "a wrong key 4711").expectFailure(Status.UNAUTHORIZED);
    peer.request(PERMISSION_LEVEL, "a wrong key 4711");
    peer.expectDisconnected();

    assertThat(lines.list)
        .isNotEmpty()
        .extracting(event -> event.getFormattedMessage() + event.getKeyValuePairs())
        .anyMatch(line -> line.contains("permission-claim"))
        .noneMatch(line -> line.contains(KEY) || line.contains("a wrong key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permission-key-tries = 0",
        "permission-key-tries-per-address = 0",
        "permission-key-wait = 0 s",
        "permission-key-longest-wait = -1 s"
      })
  void is_protected_by_settings_that_are_checked(String setting) {
    assertThatThrownBy(
            () ->
                ModuleTestKit.start(
                    new CoreModule(), ConfigFactory.parseString("master.modules.core." + setting)))
        .hasMessageContaining("master.modules.core." + setting.split(" ", 2)[0])
        .hasMessageContaining("expected: ");
  }
}
