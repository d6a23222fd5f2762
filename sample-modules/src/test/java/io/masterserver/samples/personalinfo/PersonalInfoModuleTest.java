package io.masterserver.samples.personalinfo;

import static io.masterserver.core.wire.Status.FAILED;
import static io.masterserver.testkit.Fake.fake;

import io.masterserver.core.packet.Notification;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.AuthModule;
import io.masterserver.modules.auth.testkit.FakeAuth;
import io.masterserver.testkit.ModuleTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

// tag::test[]
@DisplayName("The personal-info module")
class PersonalInfoModuleTest {

  private static final PersonalInfo JOHN = new PersonalInfo("John", 34);

  /** The operation of a client that sends what it likes. */
  private static final Notification<Bytes> SAVE_ANYTHING =
      Notification.of(PersonalInfoOperations.SAVE.opcode(), "save-anything", Codec.RAW);

  private final FakeAuth auth = new FakeAuth();
  private ModuleTestKit<PersonalInfoModule.Command> kit;

  @BeforeEach
  void start() {
    kit = ModuleTestKit.start(new PersonalInfoModule(), fake(AuthModule.class, auth));
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void tells_a_player_without_info_so() {
    var peer = kit.connectPeer();

    peer.request(PersonalInfoOperations.GET).expect(FAILED, "You have no profile info");
  }

  @Test
  void gives_a_player_what_it_has_saved() {
    var peer = kit.connectPeer();

    peer.send(PersonalInfoOperations.SAVE, JOHN);

    peer.request(PersonalInfoOperations.GET).expect(JOHN);
  }

  @Test
  void keeps_the_info_of_players_apart() {
    var john = kit.connectPeer();
    var jane = kit.connectPeer();

    john.send(PersonalInfoOperations.SAVE, JOHN);

    jane.request(PersonalInfoOperations.GET).expect(FAILED, "You have no profile info");
  }

  @Test
  void sees_a_save_that_was_sent_together_with_the_get_behind_it() {
    var peer = kit.connectPeer();

    peer.hold();
    peer.send(PersonalInfoOperations.SAVE, JOHN);
    var response = peer.request(PersonalInfoOperations.GET);
    peer.release();

    response.expect(JOHN);
  }

  @Test
  void is_told_who_logs_in() {
    LoggingTestKit.info("anna has logged in on peer 1")
        .expect(kit.actors().system(), () -> auth.logIn(kit, kit.connectPeer(), "anna"));
  }

  @Test
  void knows_by_name_who_saves() {
    var peer = kit.connectPeer();
    auth.logIn(kit, peer, "anna");

    LoggingTestKit.info("anna has saved personal info")
        .expect(
            kit.actors().system(),
            () -> {
              peer.send(PersonalInfoOperations.SAVE, JOHN);
              return peer.request(PersonalInfoOperations.GET).expectSuccess();
            });
  }

  @Test
  void is_not_shown_a_packet_that_is_cut_off() {
    var peer = kit.connectPeer();

    peer.send(SAVE_ANYTHING, Bytes.ofHex("0004"));

    peer.request(PersonalInfoOperations.GET).expectFailure(Status.FAILED);
  }
}
// end::test[]
