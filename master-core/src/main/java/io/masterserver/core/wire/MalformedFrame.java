package io.masterserver.core.wire;

/** A frame length out of range; the stream cannot be read any further. Has no stack trace. */
public final class MalformedFrame extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedFrame(String what) {
    super(what, null, false, false);
  }
}
