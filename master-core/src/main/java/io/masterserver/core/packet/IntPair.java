package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;

/** Two numbers; what they mean is the operation's to say. */
public record IntPair(int a, int b) {

  public static final Codec<IntPair> CODEC = Codec.derived(IntPair.class);
}
