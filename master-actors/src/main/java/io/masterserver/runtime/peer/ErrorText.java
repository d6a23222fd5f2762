package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Status;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a client is told with any status but success: never less than its clients can take. */
final class ErrorText {

  /** What the ancestor says, whatever is wrong. */
  static final String INTERNAL = "Internal Server Error";

  /** The ancestor's clients break on a shorter text. */
  private static final int MIN_BYTES = 4;

  private ErrorText() {}

  /** Returns {@code text}, behind the name of the status if it is too short by itself. */
  static String of(Status status, String text) {
    if (text.length() >= MIN_BYTES || text.getBytes(StandardCharsets.UTF_8).length >= MIN_BYTES) {
      return text;
    }
    String name = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return text.isEmpty() ? name : name + ": " + text;
  }
}
