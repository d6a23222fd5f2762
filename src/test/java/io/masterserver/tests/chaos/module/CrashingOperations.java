package io.masterserver.tests.chaos.module;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;

/** What can be asked of a {@link CrashingModule}. */
public final class CrashingOperations {

  /** Which life of the module this is, on its node, from 1. */
  public static final Request<Empty, Integer> WHICH_LIFE =
      Request.of(110, "which-life", Empty.CODEC, Codec.INT);

  private CrashingOperations() {}
}
