package io.masterserver.tests.speed.module;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import java.util.List;

/** What can be asked of a {@link SpeedModule}, and what it sends. */
public final class SpeedOperations {

  /** Asks for the id of one's own peer. */
  public static final Request<Empty, Integer> WHO = Request.of(130, "who", Empty.CODEC, Codec.INT);

  /** Says to which peers the node sends from now on, in turn; answered when it does. */
  public static final Request<List<Integer>, Empty> AIM =
      Request.of(131, "aim", Codec.list(Codec.INT), Empty.CODEC);

  /** Has so many stamps sent, each to the next peer. */
  public static final Notification<Integer> SEND = Notification.of(132, "send", Codec.INT);

  /** Has one stamp sent to all peers. */
  public static final Notification<Empty> BROADCAST =
      Notification.of(133, "broadcast", Empty.CODEC);

  /** When the module sent this, by {@link System#nanoTime}, which a machine has one of. */
  public static final Notification<Long> STAMP = Notification.of(134, "stamp", Codec.LONG);

  /** Counts one more; answered when that is saved. */
  public static final Request<Empty, Integer> COUNT =
      Request.of(135, "count", Empty.CODEC, Codec.INT).durable();

  private SpeedOperations() {}
}
