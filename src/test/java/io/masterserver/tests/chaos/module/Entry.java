package io.masterserver.tests.chaos.module;

import io.masterserver.core.wire.Codec;

/**
 * A number that is in a ledger now.
 *
 * @param node which node has written it there
 */
public record Entry(int number, String node) {

  public static final Codec<Entry> CODEC = Codec.derived(Entry.class);
}
