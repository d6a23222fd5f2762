package io.masterserver.tests.attack;

/** A way into the server. */
public enum Door {
  TCP,
  WEB_SOCKET
}
