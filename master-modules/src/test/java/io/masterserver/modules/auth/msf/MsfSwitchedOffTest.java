package io.masterserver.modules.auth.msf;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.core.packet.auth.MsfAuthOperations;
import io.masterserver.core.wire.Status;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("Credentials of the ancestor's clients, switched off,")
class MsfSwitchedOffTest {

  private static final PeerInfo PEER =
      new PeerInfo(new PeerId(7), new UUID(1, 2), "192.0.2.7:4711", "tcp");

  private final MsfSwitchedOff switchedOff = new MsfSwitchedOff();
  private final Logger logger = (Logger) LoggerFactory.getLogger(MsfSwitchedOff.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(logged);
  }

  @Test
  void are_refused_in_words_that_begin_as_the_ancestor_s() {
    var refused = switchedOff.refusal(MsfAuthOperations.LOG_IN, PEER);

    assertThat(refused.status()).isEqualTo(Status.UNAUTHORIZED);
    assertThat(refused).hasMessageStartingWith("Insecure request: ");
  }

  @Test
  void are_logged_once_for_each_operation_with_the_setting_that_would_let_them_in() {
    switchedOff.refusal(MsfAuthOperations.AES_KEY, PEER);
    switchedOff.refusal(MsfAuthOperations.AES_KEY, PEER);
    switchedOff.refusal(MsfAuthOperations.LOG_IN, PEER);

    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(2)
        .allMatch(line -> line.contains("master.auth.msf-credentials"))
        .allMatch(line -> line.contains("192.0.2.7:4711"));
  }
}
