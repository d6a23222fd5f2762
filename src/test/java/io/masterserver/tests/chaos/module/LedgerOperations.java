package io.masterserver.tests.chaos.module;

import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;

/** What can be asked of a {@link LedgerModule}, and what it tells. */
public final class LedgerOperations {

  /** Appends a number to the ledger of the client: one more than the last, from 1. */
  public static final Request<Integer, Entry> APPEND =
      Request.of(120, "append", Codec.INT, Entry.CODEC).durable();

  /** The number was appended; told once for each, before the answer. */
  public static final Notification<Integer> APPENDED = Notification.of(121, "appended", Codec.INT);

  private LedgerOperations() {}
}
