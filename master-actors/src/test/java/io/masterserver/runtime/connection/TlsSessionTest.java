package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A session of TLS")
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsSessionTest {

  private static final ByteString HELLO = ByteString.fromString("hello");

  private final TlsTestContext context = TlsTestContext.create();

  /** Lets both talk until neither has anything to say; returns what the server was told. */
  private static ByteString exchange(TlsSession client, TlsSession server) throws SSLException {
    ByteString told = ByteString.emptyByteString();
    while (client.outgoingBytes() > 0 || server.outgoingBytes() > 0) {
      told = told.concat(told(server, client.takeOutgoing()));
      told(client, server.takeOutgoing());
    }
    return told;
  }

  private static ByteString told(TlsSession session, ByteString encrypted) throws SSLException {
    ByteString told = session.received(encrypted);
    for (Runnable task = session.task(); task != null; task = session.task()) {
      task.run();
      told = told.concat(session.received(ByteString.emptyByteString()));
    }
    return told;
  }

  private static TlsSession begun(SSLEngine engine) throws SSLException {
    engine.beginHandshake();
    var session = new TlsSession(engine);
    session.received(ByteString.emptyByteString());
    return session;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void begins_with_a_handshake(String version) throws SSLException {
    TlsSession client = begun(context.client(version));
    var server = new TlsSession(context.server());
    assertThat(server.isEstablished()).isFalse();

    exchange(client, server);

    assertThat(client.isEstablished()).isTrue();
    assertThat(server.isEstablished()).isTrue();
  }

  @Test
  void leaves_it_to_the_caller_where_keys_are_computed() throws SSLException {
    TlsSession client = begun(context.client("TLSv1.3"));
    var server = new TlsSession(context.server());

    server.received(client.takeOutgoing());

    assertThat(server.outgoingBytes()).isZero();
    assertThat(server.task()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16 * 1024, 1_000_000})
  void passes_on_what_is_sent(int size) throws SSLException {
    TlsSession client = begun(context.client("TLSv1.3"));
    var server = new TlsSession(context.server());
    exchange(client, server);
    ByteString much = ByteString.fromArray(new byte[size]);

    client.send(much);

    assertThat(exchange(client, server)).isEqualTo(much);
  }

  @Test
  void does_not_mind_how_the_network_cuts_it() throws SSLException {
    TlsSession client = begun(context.client("TLSv1.3"));
    var server = new TlsSession(context.server());
    exchange(client, server);
    client.send(HELLO);
    ByteString encrypted = client.takeOutgoing();

    ByteString told = ByteString.emptyByteString();
    for (int i = 0; i < encrypted.size(); i++) {
      told = told.concat(server.received(encrypted.slice(i, i + 1)));
    }

    assertThat(told).isEqualTo(HELLO);
  }

  @Test
  void reads_on_what_came_with_something_that_it_has_to_answer() throws SSLException {
    SSLEngine engine = context.client("TLSv1.3");
    TlsSession client = begun(engine);
    var server = new TlsSession(context.server());
    exchange(client, server);
    engine.beginHandshake(); // of TLS 1.3: other keys, please
    client.received(ByteString.emptyByteString());
    client.send(HELLO);

    assertThat(server.received(client.takeOutgoing())).isEqualTo(HELLO);
    assertThat(server.outgoingBytes()).isPositive();
  }

  @Test
  @DisplayName("makes one handshake with each client of TLS 1.2, whatever that asks for")
  void makes_no_second_handshake() throws SSLException {
    SSLEngine engine = context.client("TLSv1.2");
    TlsSession client = begun(engine);
    var server = new TlsSession(context.server());
    exchange(client, server);
    engine.beginHandshake();
    client.received(ByteString.emptyByteString());

    assertThatThrownBy(() -> exchange(client, server)).isInstanceOf(SSLException.class);
    server.alert();

    assertThat(server.outgoingBytes()).isPositive();
  }

  @Test
  void that_is_none_is_refused_with_an_alert() {
    var server = new TlsSession(context.server());

    assertThatThrownBy(() -> server.received(ByteString.fromString("GET / HTTP/1.1\r\n\r\n")))
        .isInstanceOf(SSLException.class);
    server.alert();

    assertThat(server.outgoingBytes()).isPositive();
  }

  @Test
  void that_is_longer_than_any_record_may_be_is_refused() throws SSLException {
    TlsSession client = begun(context.client("TLSv1.3"));
    var server = new TlsSession(context.server());
    exchange(client, server);
    byte[] record = new byte[40_000];
    record[0] = 23;
    record[1] = 3;
    record[2] = 3;
    record[3] = (byte) 0xff;

    assertThatThrownBy(() -> server.received(ByteString.fromArray(record)))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void ends_when_one_of_both_says_so() throws SSLException {
    TlsSession client = begun(context.client("TLSv1.3"));
    var server = new TlsSession(context.server());
    exchange(client, server);

    client.close();
    exchange(client, server);

    assertThat(server.isEndOfInput()).isTrue();
  }
}
