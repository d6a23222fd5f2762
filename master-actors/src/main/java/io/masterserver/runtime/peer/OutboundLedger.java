package io.masterserver.runtime.peer;

import io.masterserver.core.packet.session.SessionOperations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * What was sent within a session, kept until the client acknowledges it. The peer's thread only.
 *
 * <p>Frames are kept in the pieces in which they were written. When there is too much, everything
 * is dropped and the count goes on: what comes later is kept again.
 */
final class OutboundLedger {

  /** What a session may keep without asking the node, in bytes. */
  static final int FREE_BYTES = 4 * 1024;

  /** How much is asked of the node at a time, in bytes. */
  private static final int STEP_BYTES = 16 * 1024;

  /** What a piece costs besides its bytes; about. */
  private static final int PIECE_BYTES = 64;

  /** Largest piece that is sent again at once: far below what may travel between nodes. */
  private static final int CHUNK_BYTES = 64 * 1024;

  /** Frames that were written together, all counted. */
  private record Piece(ByteString frames, int count) {
    int cost() {
      return frames.size() + PIECE_BYTES;
    }
  }

  private final SessionSettings settings;
  private final KeptBudget budget;
  private final ArrayDeque<Piece> kept = new ArrayDeque<>(4);
  private long sent;
  private long acknowledged;

  /** How many messages came before the first that is kept. */
  private long before;

  private int bytes;
  private int charged;

  OutboundLedger(SessionSettings settings, KeptBudget budget) {
    this.settings = settings;
    this.budget = budget;
  }

  /** Goes on as a ledger that had kept {@code pieces} behind its first {@code count} messages. */
  void restore(long count, List<ByteString> pieces) {
    before = count;
    sent = count;
    acknowledged = count;
    pieces.forEach(this::add);
  }

  /**
   * The client has had {@code number} messages, some of which this ledger knows nothing of: it is
   * older than they are.
   */
  void skipTo(long number) {
    if (number > sent) {
      sent = number;
      drop();
    }
  }

  /** How many counted messages were sent. */
  long sent() {
    return sent;
  }

  /** How many counted messages came before the first that can be sent again. */
  long before() {
    return before;
  }

  /**
   * Counts and keeps those of {@code frames} that count.
   *
   * @return false if that was too much to be kept: nothing is kept now
   */
  boolean add(ByteString frames) {
    int start = 0;
    int counted = 0;
    int at = 0;
    while (at < frames.size()) {
      int next = at + Frames.length(frames, at);
      if (SessionOperations.isCounted(Frames.opcode(frames, at))) {
        counted++;
      } else {
        keep(frames, start, at, counted);
        start = next;
        counted = 0;
      }
      at = next;
    }
    keep(frames, start, at, counted);
    if (bytes <= settings.maxKeptBytes()
        && sent - before <= settings.maxKeptMessages()
        && charge()) {
      return true;
    }
    drop();
    return false;
  }

  private void keep(ByteString frames, int from, int to, int count) {
    if (count > 0) {
      var piece = new Piece(to - from == frames.size() ? frames : frames.slice(from, to), count);
      kept.addLast(piece);
      sent += count;
      bytes += piece.cost();
    }
  }

  private boolean charge() {
    while (charged < bytes - FREE_BYTES) {
      if (!budget.take(STEP_BYTES)) {
        return false;
      }
      charged += STEP_BYTES;
    }
    return true;
  }

  private void discharge() {
    int due = Math.max(0, charged - (bytes - FREE_BYTES)) / STEP_BYTES * STEP_BYTES;
    int surplus = Math.min(charged, due);
    if (surplus > 0) {
      budget.giveBack(surplus);
      charged -= surplus;
    }
  }

  /** Keeps nothing of what was sent so far. */
  void drop() {
    kept.clear();
    before = sent;
    bytes = 0;
    discharge();
  }

  /**
   * The client has had {@code number} messages.
   *
   * @return false if that cannot be
   */
  boolean acknowledge(long number) {
    if (number < acknowledged || number > sent) {
      return false;
    }
    acknowledged = number;
    for (Piece first = kept.peekFirst();
        first != null && before + first.count() <= number;
        first = kept.peekFirst()) {
      kept.removeFirst();
      before += first.count();
      bytes -= first.cost();
    }
    discharge();
    return true;
  }

  /** Whether a client can have had {@code number} messages. */
  boolean isPossible(long number) {
    return number >= acknowledged && number <= sent;
  }

  /** Whether all is kept that a client has not had that has had {@code number} messages. */
  boolean hasAllAfter(long number) {
    return number >= before;
  }

  /**
   * Returns what a client has not had, in pieces of whole frames.
   *
   * @param number how many messages it has had; all after them are kept
   * @param last how many it shall have had then: as many as there were behind a piece
   */
  List<ByteString> after(long number, long last) {
    List<ByteString> chunks = new ArrayList<>();
    ByteString chunk = ByteString.emptyByteString();
    long skip = number - before;
    long left = last - before;
    for (Piece piece : kept) {
      if (left <= 0) {
        break;
      }
      left -= piece.count();
      ByteString rest = skip <= 0 ? piece.frames() : Frames.without(piece.frames(), skip);
      skip -= piece.count();
      if (!chunk.isEmpty() && chunk.size() + rest.size() > CHUNK_BYTES) {
        chunks.add(chunk);
        chunk = ByteString.emptyByteString();
      }
      chunk = chunk.concat(rest);
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }
}
