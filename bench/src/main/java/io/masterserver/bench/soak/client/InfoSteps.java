package io.masterserver.bench.soak.client;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.personalinfo.PersonalInfo;
import io.masterserver.samples.personalinfo.PersonalInfoOperations;
import java.io.IOException;
import java.util.List;

/** The tutorial's operations. */
final class InfoSteps {

  private InfoSteps() {}

  /** The server handles it before what is asked next. */
  static void save(Visit visit) throws IOException {
    var info = new PersonalInfo("x".repeat(visit.random().nextInt(300)), visit.random().nextInt());
    visit
        .line()
        .send(
            List.of(
                Message.notification(
                    PersonalInfoOperations.SAVE.opcode(), PersonalInfo.CODEC.encode(info))));
    visit.setSaved(info);
  }

  static void get(Visit visit) throws IOException {
    Response<PersonalInfo> response = visit.ask(PersonalInfoOperations.GET, Empty.EMPTY);
    if (visit.saved().isEmpty()) {
      AccountSteps.require(response, Status.FAILED, "You have no profile info");
    } else if (!response.isSuccess() || !response.value().equals(visit.saved().get())) {
      throw new WrongAnswer(
          "get-personal-info: %s '%s' (expected: what was saved)"
              .formatted(response.status(), response.text()));
    }
  }
}
