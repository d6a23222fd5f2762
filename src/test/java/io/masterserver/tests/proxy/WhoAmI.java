package io.masterserver.tests.proxy;

import static io.masterserver.tests.fixture.Operations.ASK;

import io.masterserver.api.PeerInfo;
import io.masterserver.core.wire.Bytes;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RawWebSocket;
import io.masterserver.tests.fixture.ScriptedModule;

/** Tells a client where the server thinks it comes from. */
final class WhoAmI {

  private WhoAmI() {}

  static ScriptedModule module() {
    return new ScriptedModule(
        "who-am-i",
        module ->
            module.handle(ASK, exchange -> () -> exchange.respond(text(exchange.peer().info()))));
  }

  private static String text(PeerInfo peer) {
    return "%s %s".formatted(peer.remoteAddress(), peer.transport());
  }

  /** Returns {@code address:port transport}. */
  static String ask(RawClient client) {
    return client.ask(ASK.opcode(), Bytes.EMPTY, 1).data().utf8();
  }

  /** Returns {@code address:port transport}. */
  static String ask(RawWebSocket client) {
    return client.ask(ASK.opcode(), Bytes.EMPTY, 1).data().utf8();
  }
}
