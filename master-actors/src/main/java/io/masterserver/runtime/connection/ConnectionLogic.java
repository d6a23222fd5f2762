package io.masterserver.runtime.connection;

import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.connection.ConnectionTimers.Timer;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import scala.runtime.BoxedUnit;

/**
 * What one connection does and remembers.
 *
 * <p>Pulls bytes only while fewer than the configured number of the client's messages are
 * unfinished and the client takes what it is sent; so a client that does neither is slowed down by
 * TCP. All messages of a chunk go to the peer in one message; what waits leaves in few writes.
 * Completes when the client goes, after {@link PeerConnection.Close} has been written, and when a
 * limit is broken.
 *
 * <p>Whether a client is too slow is judged by what it takes, not by what waits for it: many
 * answers may come at once, however well it reads. While more than the mark waits, a write must
 * leave within the time-out for slow consumers, or the client is cut off. What waits is bounded all
 * the same: by the answers to the messages that were handed on before the mark was reached, and by
 * the limit for what the client has not asked for.
 */
final class ConnectionLogic extends GraphStageLogic {

  private static final Logger log = LoggerFactory.getLogger(ConnectionLogic.class);

  private static final int MAX_ATTACH_TRIES = 5;

  private final Inlet<ByteString> in;
  private final Outlet<ByteString> out;
  private final ConnectionStage.Shared shared;
  private final ConnectionSettings settings;
  private final Framing framing;
  private final String remoteAddress;
  private final String transport;
  private final Admission.Ticket ticket;

  private final OutboundBuffer outbound = new OutboundBuffer();
  private final boolean canBeAsked;
  private final IdleWatch idle;
  private @Nullable StageActor actor;
  private @Nullable ActorRef<PeerConnection.Command> self;
  private @Nullable ConnectionTimers timers;
  private @Nullable ActorRef<Peer.Command> peer;
  private int peerId;
  private int attachTries;

  /** Whether the framing may hold messages that were not handed on. */
  private boolean undecoded;

  private boolean anyMessage;
  private int unfinished;
  private int malformed;
  private int writes;
  private int writesAtTimer;

  /**
   * Only responses are read, for which a module may be waiting; the connection ends when what is in
   * flight has been written.
   */
  private boolean leaving;

  /**
   * The connection ends when what is buffered has been written, and unfinished messages do not
   * count.
   */
  private boolean closing;

  /** When all is written, the client's farewell is waited for. */
  private boolean farewellDue;

  /** What the client sends cannot be read any more. */
  private boolean deaf;

  /** How many bytes have come since; no more are taken than a message may have. */
  private int unheard;

  private String reason = "the client has closed the connection";

  ConnectionLogic(
      FlowShape<ByteString, ByteString> shape,
      ConnectionStage.Shared shared,
      Framing framing,
      String remoteAddress,
      String transport,
      Admission.Ticket ticket) {
    super(shape);
    this.in = shape.in();
    this.out = shape.out();
    this.shared = shared;
    this.settings = shared.settings();
    this.framing = framing;
    this.remoteAddress = remoteAddress;
    this.transport = transport;
    this.ticket = ticket;
    this.canBeAsked = framing.ping().isPresent();
    this.idle = new IdleWatch(canBeAsked);
    setHandler(in, new Reading());
    setHandler(out, new Writing());
  }

  private final class Reading extends AbstractInHandler {
    @Override
    public void onPush() {
      byte[] chunk = grab(in).toArrayUnsafe();
      if (deaf) {
        unheard += chunk.length;
      } else {
        framing.offer(chunk, 0, chunk.length);
        undecoded = true;
      }
      deliver();
      completeIfDone();
    }
  }

  private final class Writing extends AbstractOutHandler {
    @Override
    public void onPull() {
      if (!outbound.isEmpty()) {
        pushNext();
        deliver();
      }
      completeIfDone();
    }
  }

  @Override
  public void preStart() {
    actor =
        getStageActor(
            received -> {
              onMessage(received._2());
              return BoxedUnit.UNIT;
            });
    self = Adapter.toTyped(actor.ref());
    shared.connections().add(self);
    timers = new ConnectionTimers(materializer(), self.unsafeUpcast());
    timers.start(Timer.IDLE, canBeAsked ? idlePeriod() : settings.handshakeTimeout());
    outbound.addAnswers(framing.greeting());
    attach(self);
  }

  @Override
  public void postStop() {
    timers().cancelAll();
    if (peer == null) {
      shared.peers().lost(peerId, reason);
    } else {
      deliverRest(peer);
      peer.tell(new Peer.Lost(reason));
    }
    if (self != null) {
      shared.connections().remove(self);
    }
    ticket.release();
    log.debug("Peer [{}] from {} is gone: {}", peerId, remoteAddress, reason);
  }

  private ConnectionTimers timers() {
    return Objects.requireNonNull(timers);
  }

  private void attach(ActorRef<PeerConnection.Command> connection) {
    attachTries++;
    peerId = shared.peers().attach(connection, remoteAddress, transport);
  }

  // ---- from the peer ------------------------------------------------------------------------

  private void onMessage(Object message) {
    switch (message) {
      case Timer timer -> onTimer(timer);
      case Terminated peerGone -> close(CloseCause.NO_PEER, "the node of the peer has gone");
      default -> onCommand((PeerConnection.Command) message);
    }
  }

  private void onCommand(PeerConnection.Command command) {
    switch (command) {
      case PeerConnection.Outbound(var frames, int done, var delivery) ->
          onOutbound(frames, done, delivery);
      case PeerConnection.Attached(var attached, int id) -> onAttached(attached, id);
      case PeerConnection.Refused(int id) -> onRefused();
      case PeerConnection.Close(String why) -> close(CloseCause.BY_PEER, why);
      case PeerConnection.GoAway(var notice) -> leave(notice);
    }
  }

  private void onAttached(ActorRef<Peer.Command> attached, int id) {
    if (isClosed(in) || closing) {
      attached.tell(new Peer.Lost(reason));
      return;
    }
    peer = attached;
    peerId = id;
    if (attached.path().address().hasGlobalScope()) {
      // A peer on this node says that it stops; one on another node may not be able to.
      Objects.requireNonNull(actor).watch(Adapter.toClassic(attached));
    }
    log.debug("Peer [{}] connected from {} by {}", id, remoteAddress, transport);
    deliver();
  }

  private void onRefused() {
    shared.peers().refused();
    if (self != null && attachTries < MAX_ATTACH_TRIES) {
      attach(self);
    } else {
      close(CloseCause.NO_PEER, "the server has no peer for this connection (try again)");
    }
  }

  private void onOutbound(ByteString frames, int done, DeliveryMethod delivery) {
    unfinished -= done;
    if (!frames.isEmpty() && !closing) {
      write(framing.encode(frames), delivery, done > 0);
    }
    deliver();
    completeIfDone();
  }

  // ---- reading ------------------------------------------------------------------------------

  /** Hands messages to the peer as far as the limits allow, then reads on if they still do. */
  private void deliver() {
    if (peer == null || closing) {
      return;
    }
    List<Message> messages = decode();
    if (!messages.isEmpty()) {
      anyMessage = true;
      idle.message();
      unfinished += messages.size();
      peer.tell(new Peer.Inbound(messages));
    }
    if (!undecoded && !closing && !hasBeenPulled(in) && !isClosed(in)) {
      pull(in);
    }
  }

  private List<Message> decode() {
    List<Message> messages = List.of();
    ByteString lastSign = ByteString.emptyByteString();
    try {
      while (undecoded && mayTakeMore(messages.size())) {
        switch (framing.next()) {
          case null -> undecoded = false;
          case Framing.Received(var message) when leaving && !message.isResponse() -> {}
          case Framing.Received(var message) -> messages = with(messages, message);
          case Framing.Malformed(String why) -> onMalformed(why);
          case Framing.SignOfLife(var answer) -> {
            idle.sign();
            lastSign = answer.isEmpty() ? lastSign : answer;
          }
          case Framing.Farewell(var answer, String why) -> onFarewell(answer, why);
        }
      }
    } catch (MalformedFrame e) {
      deafen();
      shared.metrics().malformedFrames().increment();
      close(CloseCause.MALFORMED_FRAME, String.valueOf(e.getMessage()));
    }
    if (!lastSign.isEmpty() && !closing) {
      write(lastSign, DeliveryMethod.RELIABLE, true); // of many pings, the last is answered
    }
    return messages; // also those before a malformed frame: they were sent in good order
  }

  /** What was read before the client went is handled, also what was not its turn yet. */
  private void deliverRest(ActorRef<Peer.Command> to) {
    List<Message> messages = List.of();
    try {
      while (undecoded && !closing) {
        switch (framing.next()) {
          case null -> undecoded = false;
          case Framing.Received(var message) when leaving && !message.isResponse() -> {}
          case Framing.Received(var message) -> messages = with(messages, message);
          default -> {} // nobody is there to be told
        }
      }
    } catch (MalformedFrame e) {
      deafen();
    }
    if (!messages.isEmpty()) {
      to.tell(new Peer.Inbound(messages));
    }
  }

  private boolean mayTakeMore(int taken) {
    return !closing && unfinished + taken < settings.maxUnfinishedMessages() && !isOverMark();
  }

  private void deafen() {
    deaf = true;
    undecoded = false;
  }

  private void onMalformed(String why) {
    malformed++;
    shared.metrics().malformedMessages().increment();
    if (malformed == 1) {
      shared
          .metrics()
          .hostile()
          .write(Level.WARN, "Peer [{}] from {}: {}; dropped", peerId, remoteAddress, why);
    }
    if (malformed >= settings.maxMalformedMessages()) {
      close(CloseCause.MALFORMED_MESSAGES, malformed + " malformed messages, the last: " + why);
    }
  }

  private void onFarewell(ByteString answer, String why) {
    reason = why;
    end(answer, false);
  }

  // ---- writing ------------------------------------------------------------------------------

  private void write(ByteString frames, DeliveryMethod delivery, boolean answers) {
    if (isAvailable(out) && outbound.isEmpty() && frames.size() <= OutboundBuffer.LARGEST_WRITE) {
      push(out, frames);
      return;
    }
    if (delivery == DeliveryMethod.UNRELIABLE && isOverMark()) {
      shared.metrics().shedMessages().increment();
      return;
    }
    if (isAvailable(out)) { // for this client nothing is waiting: it may be as large as it is
      outbound.addAnswers(frames);
      pushNext();
    } else if (answers) {
      outbound.addAnswers(frames);
    } else {
      outbound.addUnasked(frames);
    }
    checkConsumer();
  }

  private void pushNext() {
    push(out, outbound.take());
    writes++;
  }

  private boolean isOverMark() {
    return outbound.size() >= settings.outboundMarkBytes();
  }

  private void checkConsumer() {
    if (closing) {
      return;
    }
    if (outbound.unasked() > settings.maxOutboundBytes()) {
      abort(
          CloseCause.SLOW_CONSUMER,
          outbound.size() + " bytes are waiting for it, most of them not asked for");
    } else if (!timers().isRunning(Timer.SLOW_CONSUMER) && isOverMark()) {
      watchConsumer();
    }
  }

  /** One timer, looked at again when it fires: writes are far more frequent than time-outs. */
  private void watchConsumer() {
    writesAtTimer = writes;
    timers().start(Timer.SLOW_CONSUMER, settings.slowConsumerTimeout());
  }

  // ---- ending -------------------------------------------------------------------------------

  private void onTimer(Timer timer) {
    timers().fired(timer);
    switch (timer) {
      case IDLE -> onIdle();
      case SLOW_CONSUMER -> onSlowConsumer();
      case CLOSE -> onCloseTimeout();
    }
  }

  private void onCloseTimeout() {
    if (outbound.isEmpty() && isAvailable(out)) {
      completeStage(); // all has left; only the client's farewell has not come
    } else {
      failStage(new ConnectionAborted(reason)); // the last bytes do not leave
    }
  }

  private void onSlowConsumer() {
    if (!isOverMark()) {
      return;
    }
    if (writes == writesAtTimer) {
      abort(
          CloseCause.SLOW_CONSUMER,
          "%d bytes have been waiting for it for %s"
              .formatted(outbound.size(), settings.slowConsumerTimeout()));
    } else {
      watchConsumer();
    }
  }

  /** One timer, looked at again when it fires: messages are far more frequent than time-outs. */
  private void onIdle() {
    if (closing) {
      return;
    }
    switch (idle.look(unfinished > 0 || isOverMark(), framing.isUnfinished())) {
      case THERE -> timers().start(Timer.IDLE, idlePeriod());
      case ASK -> {
        framing.ping().ifPresent(ping -> write(ping, DeliveryMethod.RELIABLE, true));
        timers().start(Timer.IDLE, idlePeriod());
      }
      case STUCK -> closeIdle("no complete message");
      case GONE -> closeIdle(canBeAsked ? "no sign of life" : "no complete message");
    }
  }

  private Duration idlePeriod() {
    return canBeAsked ? settings.idleTimeout().dividedBy(2) : settings.idleTimeout();
  }

  private void closeIdle(String what) {
    if (canBeAsked || anyMessage) {
      close(
          CloseCause.IDLE_TIMEOUT,
          "%s within %s (idle time-out)".formatted(what, settings.idleTimeout()));
    } else {
      close(
          CloseCause.HANDSHAKE_TIMEOUT,
          "%s within %s (handshake time-out)".formatted(what, settings.handshakeTimeout()));
    }
  }

  /** Takes no new requests, and ends when what is in flight has been finished and written. */
  private void leave(GoingAway notice) {
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
  private void close(CloseCause cause, String why) {
    if (closing) {
      return;
    }
    logClosing(cause, why);
    end(framing.farewell(cause, why), framing.isFarewellAnswered());
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

  /** Ends at once: the client does not take what it is sent anyway. */
  private void abort(CloseCause cause, String why) {
    logClosing(cause, "the client is too slow: " + why);
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
  private void completeIfDone() {
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

  private static List<Message> with(List<Message> messages, Message message) {
    if (messages.isEmpty()) {
      return List.of(message);
    }
    List<Message> more = messages.size() == 1 ? new ArrayList<>(messages) : messages;
    more.add(message);
    return more;
  }
}
