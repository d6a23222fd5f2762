package io.masterserver.core.wire;

/**
 * The bytes of a packet do not fit its codec. Has no stack trace: a hostile peer throws it at will.
 */
public final class MalformedPacket extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedPacket(String what) {
    super(what, null, false, false);
  }
}
