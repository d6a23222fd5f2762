package io.masterserver.modules.auth.service;

import com.typesafe.config.Config;

/** The rules of {@code master.auth}, read and checked once, at start. */
@SuppressWarnings("DoNotCallSuggester") // until they do something
public record AuthSettings() {

  /**
   * Reads the section of the auth module.
   *
   * @throws IllegalArgumentException naming the key, the value and what is allowed
   */
  public static AuthSettings from(Config section) {
    throw new UnsupportedOperationException();
  }
}
