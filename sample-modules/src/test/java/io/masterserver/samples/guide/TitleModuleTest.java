package io.masterserver.samples.guide;

import static io.masterserver.core.packet.Empty.EMPTY;
import static io.masterserver.core.wire.Status.FAILED;
import static io.masterserver.core.wire.Status.UNAUTHORIZED;
import static io.masterserver.testkit.Fake.fake;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.auth.testkit.FakeAuth;
import io.masterserver.testkit.ModuleTestKit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A title")
class TitleModuleTest {

  // tag::test[]
  private final FakeAuth auth = new FakeAuth();

  @Test
  void is_kept_on_the_account() {
    try (var kit = ModuleTestKit.start(new TitleModule(), fake(AuthModule.class, auth))) {
      var peer = kit.connectPeer();
      peer.request(TitleModule.SET_TITLE, "the Brave")
          .expect(UNAUTHORIZED, "set-title is not allowed (log in first)");

      auth.logIn(kit, peer, "anna");
      peer.request(TitleModule.SET_TITLE, "the Brave").expect(EMPTY);

      assertThat(auth.account("anna").properties()).containsEntry("title", "the Brave");
    }
  }

  @Test
  void is_refused_while_the_database_is_gone() {
    try (var kit = ModuleTestKit.start(new TitleModule(), fake(AuthModule.class, auth))) {
      var peer = kit.connectPeer();
      auth.logIn(kit, peer, "anna");
      auth.loseDatabase();

      peer.request(TitleModule.SET_TITLE, "the Brave")
          .expect(FAILED, "the title could not be kept");
    }
  }
  // end::test[]
}
