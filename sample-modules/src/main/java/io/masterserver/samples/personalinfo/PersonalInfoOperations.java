package io.masterserver.samples.personalinfo;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;

// tag::operations[]
/** What clients can ask of and tell the {@link PersonalInfoModule}. */
public final class PersonalInfoOperations {

  public static final Request<Empty, PersonalInfo> GET =
      Request.of(0, "get-personal-info", Empty.CODEC, PersonalInfo.CODEC);

  public static final Notification<PersonalInfo> SAVE =
      Notification.of(1, "save-personal-info", PersonalInfo.CODEC);

  private PersonalInfoOperations() {}
}
// end::operations[]
