package io.masterserver.samples.echo;

import io.masterserver.core.wire.Bytes;
import io.masterserver.testkit.ModuleTestKit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The echo module")
class EchoModuleTest {

  @Test
  void sends_back_what_it_gets() {
    try (var kit = ModuleTestKit.start(new EchoModule())) {
      Bytes payload = Bytes.ofUtf8("hello");

      kit.connectPeer().request(EchoModule.ECHO, payload).expect(payload);
    }
  }

  @Test
  void sends_back_nothing_when_it_gets_nothing() {
    try (var kit = ModuleTestKit.start(new EchoModule())) {
      kit.connectPeer().request(EchoModule.ECHO, Bytes.EMPTY).expect(Bytes.EMPTY);
    }
  }
}
