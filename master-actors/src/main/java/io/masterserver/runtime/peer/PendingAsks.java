package io.masterserver.runtime.peer;

import io.masterserver.api.PeerId;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** The requests that the server has sent to one peer and that are not answered yet. */
final class PendingAsks {

  private record Pending(ActorRef<Peer.Answer> replyTo, long deadlineNanos) {}

  private final Map<Integer, Pending> byId = new HashMap<>(4);
  private int lastId;

  int size() {
    return byId.size();
  }

  /**
   * Sends a request, or refuses it.
   *
   * @param max how many may be open
   */
  void ask(Peer.Ask ask, PeerId peer, int max, long nowNanos, WireWriter out) {
    if (byId.size() >= max) {
      ask.replyTo()
          .tell(
              Peer.Answer.of(
                  Status.FAILED,
                  "peer %s has %d requests open (wait, or raise master.peer.max-pending-requests)"
                      .formatted(peer, byId.size())));
      return;
    }
    lastId++;
    byId.put(lastId, new Pending(ask.replyTo(), nowNanos + ask.within().toNanos()));
    MessageCodec.writeRequest(ask.opcode(), lastId, Codec.RAW, ask.data(), out);
  }

  /** Returns whether somebody was waiting for this response. */
  boolean answer(Message response) {
    Pending pending = byId.remove(response.responseId());
    if (pending == null) {
      return false;
    }
    pending.replyTo().tell(new Peer.Answer(response.status(), response.data().compact()));
    return true;
  }

  void timeOut(long nowNanos) {
    Iterator<Pending> all = byId.values().iterator();
    while (all.hasNext()) {
      Pending pending = all.next();
      if (pending.deadlineNanos() - nowNanos <= 0) {
        all.remove();
        pending.replyTo().tell(Peer.Answer.of(Status.TIMEOUT, "the peer did not answer in time"));
      }
    }
  }

  /** Tells all who wait that {@code peer} has gone. */
  void fail(PeerId peer) {
    byId.values().forEach(pending -> pending.replyTo().tell(gone(peer)));
    byId.clear();
  }

  /** Returns what those are told who ask a peer that is not there. */
  static Peer.Answer gone(PeerId peer) {
    return Peer.Answer.of(Status.NOT_CONNECTED, "peer " + peer + " has gone");
  }

  /** Returns how many nanoseconds are left until the earliest deadline; at most {@code most}. */
  long earliestDeadline(long nowNanos, long most) {
    long left = most;
    for (Pending pending : byId.values()) {
      left = Math.min(left, pending.deadlineNanos() - nowNanos);
    }
    return left;
  }
}
