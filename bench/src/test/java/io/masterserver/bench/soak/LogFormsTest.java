package io.masterserver.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a server's log complains of")
class LogFormsTest {

  private final LogForms forms = new LogForms(new TreeMap<>(), new TreeMap<>());

  @Test
  @DisplayName("is counted by form, whoever the client was")
  void counted() {
    forms.add(
        warning("Peer [17] from 127.0.0.2:4711: flags: 0xff (expected: 0x00..0x07); dropped"));
    forms.add(
        warning("Peer [18] from 127.0.0.3:4712: flags: 0x7e (expected: 0x00..0x07); dropped"));

    assertThat(forms.expected().values()).containsExactly(2);
    assertThat(forms.unexpected()).isEmpty();
  }

  @Test
  @DisplayName("is expected also where it says how many lines were left out")
  void left_out() {
    String leftOut = " (and 12 lines like this that were left out)";
    forms.add(warning("Peer [17] from 127.0.0.2:4711: flags: 0xff; dropped" + leftOut));
    forms.add(
        warning(
            "Peer [17] from 127.0.0.2:4711 is disconnected: no complete message within PT5S"
                + " (handshake time-out)"
                + leftOut));

    assertThat(forms.expected()).hasSize(2);
    assertThat(forms.unexpected()).isEmpty();
  }

  @Test
  @DisplayName("is expected of clients that the server had to disconnect")
  void disconnected() {
    String peer = "Peer [17] from 127.0.0.2:4711 is disconnected: ";
    forms.add(warning(peer + "frame length: 4294967295 bytes (expected: 7..131072)"));
    forms.add(warning(peer + "WebSocket frame type: 3 (expected: 0, 1, 2, 8, 9 or a)"));
    forms.add(warning(peer + "10 malformed messages, the last: flags: 0xff"));
    forms.add(warning(peer + "no complete message within PT5S (handshake time-out)"));
    forms.add(warning(peer + "the client is too slow: 120032 bytes have been waiting"));

    assertThat(forms.expected()).hasSize(5);
    assertThat(forms.unexpected()).isEmpty();
  }

  @Test
  @DisplayName(
      "is not expected when it is an error, a warning of another kind, or a lack of memory")
  void unexpected() {
    forms.add("12:00:00.000 ERROR i.m.m.auth.Failures - log-in failed [correlation id abc]");
    forms.add(warning("Module [echo] has ended; its opcodes are not handled any more"));
    forms.add("Exception in thread \"a\" java.lang.OutOfMemoryError: Java heap space");

    assertThat(forms.unexpected())
        .isEqualTo(
            Map.of(
                "ERROR log-in failed […]", 1,
                "WARN Module […] has ended; its opcodes are not handled any more", 1,
                "OutOfMemoryError: Java heap space", 1));
  }

  @Test
  @DisplayName("is nothing that merely informs")
  void information() {
    forms.add("12:00:00.000 INFO  audit - event=\"log-in\"");
    forms.add("ready in 900 ms");

    assertThat(forms.expected()).isEmpty();
    assertThat(forms.unexpected()).isEmpty();
  }

  private static String warning(String message) {
    return "12:00:00.000 WARN  i.m.r.c.ConnectionLogic - " + message;
  }
}
