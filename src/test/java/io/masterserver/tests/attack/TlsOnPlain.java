package io.masterserver.tests.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** Begins a TLS handshake where TLS is not spoken. */
record TlsOnPlain() implements Attack {

  @Override
  public String name() {
    return "tls-on-plain";
  }

  @Override
  public String sentence() {
    return "begins a TLS handshake on the plain ports";
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    byte[] hello = clientHello();
    Crowd.of(
        target.many(20, 500),
        number -> {
          Door door = number % 2 == 0 ? Door.TCP : Door.WEB_SOCKET;
          Line line = target.open(door);
          line.send(hello);
          line.awaitEnd();
          target.forget(line);
          switch (door) {
            case TCP -> traces.addMalformedFrame();
            case WEB_SOCKET -> traces.addLateHandshake(door, false); // a request that never ends
          }
        });
  }

  static byte[] clientHello() throws IOException {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), out);
      byte[] hello = new byte[out.flip().remaining()];
      out.get(hello);
      return hello;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS", e);
    }
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(Complaint.disconnected("frame length: .*"), Complaint.CROWDED_OUT);
  }
}
