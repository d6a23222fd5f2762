package io.masterserver.runtime.connection;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.runtime.connection.ConnectionTimers.Timer;
import io.masterserver.runtime.peer.PeerActorHandle;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How a connection ends: when the server goes away, after the last words of whoever closes it, or
 * at once.
 */
abstract class ConnectionEnding extends ConnectionOutput {

  private static final Logger log = LoggerFactory.getLogger(ConnectionLogic.class);

  final Inlet<ByteString> in;
  final Framing framing;
  final String remoteAddress;
  int peerId;

  /** How many messages of the client are with its peer. */
  int unfinished;

  /** Whether the framing may hold messages that were not handed on. */
  boolean undecoded;

  /**
   * Only responses are read, for which a module may be waiting; the connection ends when what is in
   * flight has been written.
   */
  boolean leaving;

  /** What the client sends cannot be read any more. */
  boolean deaf;

  /** How many bytes have come since; no more are taken than a message may have. */
  int unheard;

  String reason = "the client has closed the connection";

  /** When all is written, the client's farewell is waited for. */
  private boolean farewellDue;

  ConnectionEnding(
      FlowShape<ByteString, ByteString> shape,
      ConnectionStage.Shared shared,
      Framing framing,
      String remoteAddress) {
    super(shape, shared);
    this.in = shape.in();
    this.framing = framing;
    this.remoteAddress = remoteAddress;
  }

  /** Takes no new requests, and ends when what is in flight has been finished and written. */
  final void leave(GoingAway notice) {
    if (leaving || closing) {
      return;
    }
    leaving = true;
    reason = "the server is going away";
    write(
        framing.encode(PeerActorHandle.frame(CoreOperations.GOING_AWAY, notice)),
        DeliveryMethod.RELIABLE,
        false);
    completeIfDone();
  }

  /** Tells the client why, and ends when that has been written. */
  final void close(CloseCause cause, String why) {
    if (closing) {
      return;
    }
    logClosing(cause, why);
    end(framing.farewell(cause, why), framing.isFarewellAnswered());
  }

  /** The client closes the connection, and takes {@code answer} to that. */
  final void onFarewell(ByteString answer, String why) {
    reason = why;
    end(answer, false);
  }

  /** Writes the last bytes, and ends when they have left. */
  private void end(ByteString lastBytes, boolean farewellComes) {
    closing = true;
    farewellDue = farewellComes;
    if (!lastBytes.isEmpty()) {
      write(lastBytes, DeliveryMethod.RELIABLE, false);
    }
    timers().start(Timer.CLOSE, settings.closeTimeout());
    completeIfDone();
  }

  final void onCloseTimeout() {
    if (outbound.isEmpty() && isAvailable(out)) {
      completeStage(); // all has left; only the client's farewell has not come
    } else {
      failStage(new ConnectionAborted(reason)); // the last bytes do not leave
    }
  }

  @Override
  final void abort(CloseCause cause, String why) {
    cutOff(cause, "the client is too slow: " + why);
  }

  /** Ends at once, without a word. */
  final void cutOff(CloseCause cause, String why) {
    logClosing(cause, why);
    failStage(new ConnectionAborted(reason));
  }

  private void logClosing(CloseCause cause, String why) {
    reason = why;
    shared.metrics().closed(cause);
    if (cause == CloseCause.BY_PEER || cause == CloseCause.IDLE_TIMEOUT) {
      log.info("Peer [{}] from {} is disconnected: {}", peerId, remoteAddress, why);
    } else {
      shared
          .metrics()
          .hostile()
          .write(Level.WARN, "Peer [{}] from {} is disconnected: {}", peerId, remoteAddress, why);
    }
  }

  /** Demand says that the last bytes have left; completed earlier, TCP would wait for ever. */
  final void completeIfDone() {
    if (leaving && !closing && unfinished == 0) {
      end(framing.farewell(CloseCause.GOING_AWAY, reason), framing.isFarewellAnswered());
    } else if (closing && outbound.isEmpty() && isAvailable(out)) {
      listenForFarewell();
      if (!farewellDue) {
        completeStage();
      } else if (!hasBeenPulled(in) && unheard < settings.maxMessageBytes()) {
        pull(in);
      }
    }
  }

  /**
   * Reads on to the client's farewell: closed with something unread, TCP could take the last bytes
   * from the client.
   */
  private void listenForFarewell() {
    try {
      while (farewellDue && undecoded) {
        switch (framing.next()) {
          case null -> undecoded = false;
          case Framing.Farewell farewell -> farewellDue = false;
          default -> {} // too late
        }
      }
    } catch (MalformedFrame e) {
      deafen();
    }
  }

  final void deafen() {
    deaf = true;
    undecoded = false;
  }
}
