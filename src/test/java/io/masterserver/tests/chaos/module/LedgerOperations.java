package io.masterserver.tests.chaos.module;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;

/** What can be asked of a {@link LedgerModule}, and what it tells. */
public final class LedgerOperations {

  /** Appends to the ledger of the client the number that is one more than the last, from 1. */
  public static final Request<Empty, Entry> APPEND =
      Request.of(120, "append", Empty.CODEC, Entry.CODEC).durable();

  /** The number was appended; told once for each, before the answer. */
  public static final Notification<Integer> APPENDED =
      Notification.of(121, "appended", Codec.INT).durable();

  private LedgerOperations() {}
}
