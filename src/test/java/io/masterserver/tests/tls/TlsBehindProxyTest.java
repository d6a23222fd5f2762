package io.masterserver.tests.tls;

import static io.masterserver.tests.fixture.Operations.ASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TLS behind a proxy")
@Timeout(60)
class TlsBehindProxyTest {

  private static final byte[] HEADER =
      "PROXY TCP4 203.0.113.7 192.0.2.1 4711 443\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void begins_after_the_header_of_the_proxy(@TempDir Path folder) throws IOException {
    PemFiles files = PemFiles.in(folder);
    SSLContext trusting = files.renew(PemFiles.Kind.EC);
    try (RunningServer server =
        RunningServer.start(
            files.settings()
                + """

                master.proxies.trusted = [ "127.0.0.1" ]
                master.tcp.proxy-protocol = on
                """,
            new ScriptedModule(
                "who-am-i",
                module ->
                    module.handle(
                        ASK,
                        exchange ->
                            () -> exchange.respond(exchange.peer().info().remoteAddress()))))) {
      assertThat(ask(server.address(), trusting)).isEqualTo("203.0.113.7:4711");
    }
  }

  private static String ask(InetSocketAddress server, SSLContext trusting) throws IOException {
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout((int) Await.LONGEST.toMillis());
      socket.getOutputStream().write(HEADER);
      try (Socket encrypted =
          trusting
              .getSocketFactory()
              .createSocket(socket, server.getHostString(), server.getPort(), true)) {
        var out = new WireWriter();
        MessageCodec.writeFrame(Message.request(ASK.opcode(), Bytes.EMPTY, 1), out);
        encrypted.getOutputStream().write(out.toArray());
        var in = new DataInputStream(encrypted.getInputStream());
        return MessageCodec.read(Bytes.wrap(in.readNBytes(in.readInt()))).data().utf8();
      }
    }
  }
}
