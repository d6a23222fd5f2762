package io.masterserver.core.wire;

/** A frame whose body is not a message; the connection may go on. Has no stack trace. */
public final class MalformedMessage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedMessage(String what) {
    super(what, null, false, false);
  }
}
