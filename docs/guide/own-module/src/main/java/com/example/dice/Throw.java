package com.example.dice;

import io.masterserver.core.wire.Codec;

/** Which dice to throw. */
public record Throw(int dice, int sides) {

  public static final Codec<Throw> CODEC = Codec.derived(Throw.class);
}
