package io.masterserver.tests.conversation;

import static io.masterserver.core.packet.Empty.EMPTY;
import static io.masterserver.samples.personalinfo.PersonalInfoOperations.GET;
import static io.masterserver.samples.personalinfo.PersonalInfoOperations.SAVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.personalinfo.PersonalInfo;
import io.masterserver.samples.personalinfo.PersonalInfoModule;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.Inbox;
import io.masterserver.tests.fixture.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The tutorial")
@Timeout(60)
class TutorialTest {

  private static final PersonalInfo JOHN = new PersonalInfo("John", 34);

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.startWithAccounts("", new PersonalInfoModule());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_player_without_info_is_told_so() {
    try (MasterClient player = server.connect()) {
      var answers = new Inbox<Response<PersonalInfo>>();

      player.request(GET, EMPTY, (status, response) -> answers.add(response));

      assertThat(answers.take())
          .isEqualTo(Response.failure(Status.FAILED, "You have no profile info"));
    }
  }

  @Test
  void a_player_gets_the_info_that_it_has_saved() {
    try (MasterClient player = server.connect()) {
      var answers = new Inbox<Response<PersonalInfo>>();

      player.send(SAVE, JOHN, DeliveryMethod.RELIABLE);
      player.request(GET, EMPTY, (status, response) -> answers.add(response));

      assertThat(answers.take()).isEqualTo(Response.success(JOHN));
    }
  }

  @Test
  void every_get_sees_the_save_that_was_sent_right_before_it() {
    try (MasterClient player = server.connect()) {
      var answers = new Inbox<Integer>();

      for (int age = 0; age < 100; age++) {
        player.send(SAVE, new PersonalInfo("John", age));
        player.request(GET, EMPTY, (status, response) -> answers.add(response.value().age()));
      }

      for (int age = 0; age < 100; age++) {
        assertThat(answers.take()).isEqualTo(age);
      }
    }
  }

  @Test
  void players_do_not_see_the_info_of_others() {
    try (MasterClient john = server.connect();
        MasterClient stranger = server.connect()) {
      john.send(SAVE, JOHN);
      Await.result(john.request(GET, EMPTY));

      assertThat(Await.result(stranger.request(GET, EMPTY)).status()).isEqualTo(Status.FAILED);
    }
  }
}
