package io.masterserver.runtime.peer;

import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.core.wire.Bytes;
import io.masterserver.runtime.exchange.Properties;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a peer does so that its session survives its node.
 *
 * <p>Whatever must not be lost is saved in one write: what a durable message has changed, that it
 * was handled, and what the client is told of it. Only then is the client told. So whoever goes on
 * with the record has all of it, or nothing.
 */
final class SessionSaving {

  private static final Logger log = LoggerFactory.getLogger(SessionSaving.class);

  private final ActorContext<Peer.Command> context;
  private final Attachment attached;
  private final PeerInbox inbox;
  private final NodeSessions sessions;

  /** For one turn of a peer. */
  SessionSaving(ActorContext<Peer.Command> context, Attachment attached) {
    this.context = context;
    this.attached = attached;
    this.inbox = attached.inbox();
    this.sessions = attached.sessions();
  }

  /**
   * Begins a write, if one is due. Not while a module is in the midst of a durable message: half of
   * what it does is nothing to go on with.
   */
  void saveIfDue(long now) {
    PeerSession session = attached.session();
    SessionRecord record = session == null ? null : session.record();
    if (session == null || record == null || !record.isDue(now) || session.isAmid()) {
      return;
    }
    SessionStore store = sessions.store().orElse(null);
    if (store == null) {
      record.failed(now); // its module is being started again
    } else if (record.isToBeClaimed()) {
      record.claim();
      context.pipeToSelf(
          store.takeOver(inbox.info.id(), session.secretHash()),
          (saved, failure) ->
              failure != null
                  ? new SessionMessage.SaveFailed(failure)
                  : new SessionMessage.Claimed(saved.map(SavedSession::epoch).orElse(0L)));
    } else {
      write(store, session, record);
    }
  }

  private void write(SessionStore store, PeerSession session, SessionRecord record) {
    Bytes state = state(session);
    if (state.length() > SavedSession.MAX_STATE_BYTES) {
      log.warn(
          "The session of peer [{}] takes {} bytes, more than can be saved ({}): it ends (have"
              + " smaller durable properties)",
          inbox.info.id(),
          state.length(),
          SavedSession.MAX_STATE_BYTES);
      session.giveUp("its session is too large to be saved");
      return;
    }
    var saved = new SavedSession(inbox.info.id(), record.epoch(), session.secretHash(), state);
    CompletionStage<SessionWrite> written =
        record.isNew() ? store.create(saved) : store.save(saved);
    record.begin();
    context.pipeToSelf(
        written,
        (write, failure) ->
            failure != null
                ? new SessionMessage.SaveFailed(failure)
                : new SessionMessage.Saved(write));
  }

  private Bytes state(PeerSession session) {
    Properties properties = inbox.properties();
    Bytes all =
        SessionSnapshot.CODEC.encode(session.snapshot(inbox, properties.encodedDurable(), true));
    return all.length() <= SavedSession.MAX_STATE_BYTES
        ? all
        : SessionSnapshot.CODEC.encode(session.snapshot(inbox, properties.encodedDurable(), false));
  }

  void onSaved(SessionWrite write) {
    SessionRecord record = record();
    if (record == null) {
      return;
    }
    if (write == SessionWrite.FENCED) {
      onFenced();
    } else {
      sessions.storeAnswered();
      record.done(attached::pass);
    }
  }

  /**
   * The record is this node's now.
   *
   * @param epoch 0 if there is none any more, or it is another session's
   */
  void onClaimed(long epoch) {
    SessionRecord record = record();
    if (record == null) {
      return;
    }
    if (epoch == 0) {
      onFenced();
    } else {
      sessions.storeAnswered();
      record.claimed(epoch);
      record.change(); // what the session was since its last write
    }
  }

  void onFailed(Throwable failure, long now) {
    SessionRecord record = record();
    if (record != null) {
      if (sessions.storeFailed(now)) {
        log.warn("Sessions cannot be saved: {}; tried again until they can", failure.toString());
      }
      record.failed(now);
    }
  }

  private void onFenced() {
    PeerSession session = attached.session();
    SessionRecord record = record();
    if (session != null && record != null) {
      record.lost();
      log.info("Peer [{}] goes on at another node, this one ends", inbox.info.id());
      session.giveUp("its session goes on at another node");
    }
  }

  private @Nullable SessionRecord record() {
    PeerSession session = attached.session();
    return session == null ? null : session.record();
  }
}
