package io.masterserver.runtime.peer;

import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
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

  /** Returns the id to send with the request. */
  int add(ActorRef<Peer.Answer> replyTo, long deadlineNanos) {
    lastId++;
    byId.put(lastId, new Pending(replyTo, deadlineNanos));
    return lastId;
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

  void fail(String why) {
    byId.values()
        .forEach(pending -> pending.replyTo().tell(Peer.Answer.of(Status.NOT_CONNECTED, why)));
    byId.clear();
  }

  /** Returns the earliest deadline, or {@code none} if nothing is pending. */
  long earliestDeadline(long nowNanos, long none) {
    return byId.values().stream()
        .mapToLong(pending -> pending.deadlineNanos() - nowNanos)
        .min()
        .orElse(none);
  }
}
