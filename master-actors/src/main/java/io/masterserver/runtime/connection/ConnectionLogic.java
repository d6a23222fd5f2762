package io.masterserver.runtime.connection;

import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.GoingAway;
import io.masterserver.core.wire.MalformedFrame;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.connection.ConnectionTimers.Timer;
import io.masterserver.runtime.eventloop.EventLoop;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.SessionMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
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
 * unfinished, they are not long, and the client takes what it is sent; so a client that does
 * neither is slowed down by TCP. All messages of a chunk go to the peer in one message; what waits
 * leaves in few writes. Completes when the client goes, after {@link PeerConnection.Close} has been
 * written, and when a limit is broken.
 */
final class ConnectionLogic extends ConnectionEnding {

  private static final Logger log = LoggerFactory.getLogger(ConnectionLogic.class);

  private static final int MAX_ATTACH_TRIES = 5;

  /**
   * How many unfinished messages may be long: more than one, because a module may have asked the
   * client something to finish the first.
   */
  private static final int LONG_MESSAGES = 4;

  /** Told by this stage itself: others have had their turn. */
  private enum GoOn {
    GO_ON
  }

  /** Told by the ticket, on any thread. */
  private enum CrowdedOut {
    CROWDED_OUT
  }

  private final String transport;
  private final Admission.Ticket ticket;

  private final boolean canBeAsked;
  private final IdleWatch idle;
  private @Nullable StageActor actor;
  private @Nullable ActorRef<PeerConnection.Command> self;
  private @Nullable ActorRef<Peer.Command> peer;
  private int attachTries;

  /** Of the messages since none was unfinished. */
  private int unfinishedBytes;

  /** Whether others have their turn before more is decoded. */
  private boolean paused;

  private boolean anyMessage;
  private int malformed;

  ConnectionLogic(
      FlowShape<ByteString, ByteString> shape,
      ConnectionStage.Shared shared,
      Framing framing,
      String remoteAddress,
      String transport,
      Admission.Ticket ticket) {
    super(shape, shared, framing, remoteAddress);
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
    shared.connections().add(self, transport);
    setTimers(new ConnectionTimers(materializer(), self.unsafeUpcast()));
    timers().start(Timer.IDLE, canBeAsked ? idlePeriod() : settings.handshakeTimeout());
    ActorRef<Object> stage = self.unsafeUpcast();
    ticket.whenCrowdedOut(() -> stage.tell(CrowdedOut.CROWDED_OUT));
    outbound.addAnswers(framing.greeting());
    attach();
  }

  @Override
  public void postStop() {
    timers().cancelAll();
    if (peer == null) {
      shared.peers().lost(peerId, self(), reason);
    } else {
      deliverRest(peer);
      peer.tell(new Peer.Lost(self(), reason));
    }
    shared.connections().remove(self());
    ticket.release();
    log.debug("Peer [{}] from {} is gone: {}", peerId, remoteAddress, reason);
  }

  private ActorRef<PeerConnection.Command> self() {
    return Objects.requireNonNull(self);
  }

  private void attach() {
    attachTries++;
    peerId = shared.peers().attach(self(), remoteAddress, transport);
  }

  // ---- from the peer ------------------------------------------------------------------------

  private void onMessage(Object message) {
    switch (message) {
      case Timer timer -> onTimer(timer);
      case CrowdedOut now -> onCrowdedOut();
      case GoOn now -> {
        paused = false;
        deliver();
        completeIfDone();
      }
      case Terminated gone -> onTerminated(gone);
      default -> onCommand((PeerConnection.Command) message);
    }
  }

  private void onCommand(PeerConnection.Command command) {
    switch (command) {
      case PeerConnection.Outbound(var frames, int done, var delivery) ->
          onOutbound(frames, done, delivery);
      case PeerConnection.Attached attached -> onAttached(attached);
      case PeerConnection.Refused(int id) -> onRefused();
      case PeerConnection.Close(String why) -> close(CloseCause.BY_PEER, why);
      case PeerConnection.GoAway(var notice) -> onGoAway(notice);
    }
  }

  private void onTerminated(Terminated gone) {
    if (peer != null && gone.actor().equals(Adapter.toClassic(peer))) {
      close(CloseCause.NO_PEER, "the node of the peer has gone");
    } // else: that of a peer whose client went on as another one
  }

  private void onCrowdedOut() {
    if (!anyMessage && !closing) {
      cutOff(CloseCause.CROWDED_OUT, Admission.CROWDED_OUT);
    }
  }

  private void onGoAway(GoingAway notice) {
    if (peer != null) {
      peer.tell(new SessionMessage.Leaving(self()));
    }
    leave(notice);
  }

  /** The connection has a peer, or another one: that to which the client has come back. */
  private void onAttached(PeerConnection.Attached attached) {
    if (isClosed(in) || closing) {
      attached.peer().tell(new Peer.Lost(self(), reason));
      return;
    }
    if (peer != null) {
      ticket.countReturn(); // it goes on as the peer that it was before
    }
    watch(peer, attached.peer());
    peer = attached.peer();
    peerId = attached.peerId();
    finish(unfinished - attached.unfinished());
    if (leaving) {
      peer.tell(new SessionMessage.Leaving(self()));
    }
    log.debug("Peer [{}] connected from {} by {}", peerId, remoteAddress, transport);
    deliver();
  }

  /** A peer on this node says that it stops; one on another node may not be able to. */
  private void watch(@Nullable ActorRef<Peer.Command> former, ActorRef<Peer.Command> next) {
    StageActor stage = Objects.requireNonNull(actor);
    if (former != null && isElsewhere(former)) {
      stage.unwatch(Adapter.toClassic(former));
    }
    if (isElsewhere(next)) {
      stage.watch(Adapter.toClassic(next));
    }
    if (isElsewhere(next) || (former != null && isElsewhere(former))) {
      shared.peers().has(self(), next);
    }
  }

  private static boolean isElsewhere(ActorRef<Peer.Command> peer) {
    return peer.path().address().hasGlobalScope();
  }

  private void onRefused() {
    shared.peers().refused();
    if (attachTries < MAX_ATTACH_TRIES) {
      attach();
    } else {
      close(CloseCause.NO_PEER, "the server has no peer for this connection (try again)");
    }
  }

  private void onOutbound(ByteString frames, int done, DeliveryMethod delivery) {
    finish(done);
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
      if (!anyMessage) {
        anyMessage = true;
        ticket.settle();
      }
      idle.message();
      unfinished += messages.size();
      peer.tell(new Peer.Inbound(self(), messages));
    }
    if (!undecoded && !closing && !hasBeenPulled(in) && !isClosed(in)) {
      pull(in);
    }
  }

  private List<Message> decode() {
    List<Message> messages = List.of();
    ByteString lastSign = ByteString.emptyByteString();
    try {
      while (undecoded && !paused && mayTakeMore(messages.size())) {
        switch (framing.next()) {
          case null -> undecoded = false;
          case Framing.Pause now -> pause();
          case Framing.Received(var message) when leaving && !message.isResponse() -> {}
          case Framing.Received(var message) -> {
            unfinishedBytes += message.data().length();
            messages = with(messages, message);
          }
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
      forgoSession();
      close(CloseCause.MALFORMED_FRAME, String.valueOf(e.getMessage()));
    }
    if (!lastSign.isEmpty() && !closing) {
      write(lastSign, DeliveryMethod.RELIABLE, true); // of many pings, the last is answered
    }
    return messages; // also those before a malformed frame: they were sent in good order
  }

  private void pause() {
    paused = true;
    ActorRef<Object> stage = self().unsafeUpcast();
    EventLoop loop = EventLoop.current();
    if (loop == null) {
      stage.tell(GoOn.GO_ON);
    } else {
      loop.executeInTurn(() -> stage.tell(GoOn.GO_ON));
    }
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
      to.tell(new Peer.Inbound(self(), messages));
    }
  }

  /** Many messages at once only if they are short: answers may be as long as what they answer. */
  private boolean mayTakeMore(int taken) {
    int now = unfinished + taken;
    return !closing
        && now < settings.maxUnfinishedMessages()
        && (now < LONG_MESSAGES || unfinishedBytes < settings.outboundMarkBytes())
        && !isOverMark();
  }

  private void finish(int messages) {
    unfinished -= messages;
    if (unfinished <= 0) {
      unfinishedBytes = 0;
    }
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
      forgoSession();
      close(CloseCause.MALFORMED_MESSAGES, malformed + " malformed messages, the last: " + why);
    }
  }

  /** A client that came back would send again what cannot be read. */
  private void forgoSession() {
    if (peer != null && self != null) {
      peer.tell(new SessionMessage.Unreadable(self));
    }
  }

  // ---- timers -------------------------------------------------------------------------------

  private void onTimer(Timer timer) {
    timers().fired(timer);
    switch (timer) {
      case IDLE -> onIdle();
      case SLOW_CONSUMER -> onSlowConsumer();
      case CLOSE -> onCloseTimeout();
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

  private static List<Message> with(List<Message> messages, Message message) {
    if (messages.isEmpty()) {
      return List.of(message);
    }
    List<Message> more = messages.size() == 1 ? new ArrayList<>(messages) : messages;
    more.add(message);
    return more;
  }
}
