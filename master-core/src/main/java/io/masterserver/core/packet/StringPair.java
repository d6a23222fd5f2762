package io.masterserver.core.packet;

import io.masterserver.core.wire.Codec;

/** Two texts; what they mean is the operation's to say. */
public record StringPair(String a, String b) {

  public static final Codec<StringPair> CODEC = Codec.derived(StringPair.class);
}
