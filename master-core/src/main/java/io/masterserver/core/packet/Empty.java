package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;

/** The packet without content: no bytes. */
public enum Empty {
  EMPTY;

  /** Writes nothing and reads nothing. */
  public static final Codec<Empty> CODEC = Codec.of((out, empty) -> {}, in -> EMPTY);
}
