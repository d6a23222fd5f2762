package io.masterserver.testkit;

import io.masterserver.api.CoreProperties;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Capabilities;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Operation;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PeerServices;
import io.masterserver.runtime.peer.PropertyAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A client, as the test plays it: connected to a real peer, without a network. It has announced all
 * that the Java client announces.
 *
 * <p>What the server sends is kept until the test asks for it, so the order of expectations of
 * different operations does not matter. Threads: one, the test's.
 */
public final class TestPeer {

  private static final PropertyKey<Object> NEVER_SET =
      PropertyKey.of(0xffff, "never-set", Object.class);

  private static final int FIRST_PORT = 10_000;

  private final PeerId id;
  private final ActorRef<Peer.Command> peer;
  private final ModuleTestKit<?> kit;
  private final ActorTestKit actors;
  private final PeerServices services;
  private final TestConnection connection;
  private final Peer.Attach from;
  private final List<Message> held = new ArrayList<>();
  private boolean holding;
  private boolean disconnected;
  private boolean lost;
  private @Nullable Bytes token;
  private int lastRequestId;

  private TestPeer(
      PeerId id,
      ActorRef<Peer.Command> peer,
      ModuleTestKit<?> kit,
      PeerServices services,
      TestConnection connection,
      Peer.Attach from) {
    this.id = id;
    this.peer = peer;
    this.kit = kit;
    this.actors = kit.actors();
    this.services = services;
    this.connection = connection;
    this.from = from;
  }

  /**
   * @param host the numeric address that it comes from
   */
  static TestPeer connect(
      ModuleTestKit<?> kit, PeerServices services, PeerId id, String host, String transport) {
    ActorTestKit actors = kit.actors();
    ActorRef<Peer.Command> peer = actors.spawn(Peer.create(services, id));
    TestProbe<PeerConnection.Command> probe = actors.createTestProbe();
    String address = host + ":" + (FIRST_PORT + id.value());
    var from = new Peer.Attach(probe.ref(), address, transport);
    attach(peer, from, probe);
    peer.tell(new Peer.WriteProperty(CoreProperties.CAPABILITIES, Capabilities.ALL));
    return new TestPeer(id, peer, kit, services, new TestConnection(probe), from);
  }

  private static void attach(
      ActorRef<Peer.Command> peer, Peer.Attach from, TestProbe<PeerConnection.Command> connection) {
    peer.tell(from);
    connection.expectMessageClass(PeerConnection.Attached.class);
  }

  public PeerId id() {
    return id;
  }

  /** The way to this peer that modules have. */
  public PeerHandle handle() {
    ActorSystem<?> system = actors.system();
    return new PeerActorHandle(id, peer, system);
  }

  /** The way to this peer that modules have from its id: like one to a peer on any node. */
  PeerHandle handleById() {
    ActorSystem<?> system = actors.system();
    return new PeerActorHandle(id, disconnected ? actors.spawn(nobody()) : peer, false, system);
  }

  /** What is at the id of a peer that has gone, as far as modules can ask. */
  private static Behavior<Peer.Command> nobody() {
    return Behaviors.receiveMessage(
        command -> {
          if (command instanceof Peer.ReadProperty read) {
            read.replyTo().tell(new PropertyAnswer.Encoded(Optional.empty()));
          }
          return Behaviors.same();
        });
  }

  /** Sends a request without content. */
  public <A> PendingResponse<A> request(Request<Empty, A> request) {
    return request(request, Empty.EMPTY);
  }

  /** Sends a request. */
  public <Q, A> PendingResponse<A> request(Request<Q, A> request, Q packet) {
    int requestId = ++lastRequestId;
    send(Message.request(request.opcode(), request.packet().encode(packet), requestId));
    return new PendingResponse<>(connection, request, requestId);
  }

  /** Sends a message that wants no answer. */
  public <Q> void send(Operation<Q> operation, Q packet) {
    send(Message.notification(operation.opcode(), operation.packet().encode(packet)));
  }

  /** Keeps what is sent from now on until {@link #release}. */
  public void hold() {
    holding = true;
  }

  /**
   * Sends what was held, as a client that does not wait: the server finds it in one chunk of bytes.
   */
  public void release() {
    holding = false;
    peer.tell(new Peer.Inbound(connection.ref(), List.copyOf(held)));
    held.clear();
  }

  void send(Message message) {
    held.add(message);
    if (!holding) {
      release();
    }
  }

  /** Returns the next message of this operation that the server sends. */
  public <Q> Q expectMessage(Notification<Q> notification) {
    return notification.packet().decode(connection.expectMessage(notification.opcode()).data());
  }

  /** Returns the next request of this operation that the server sends, to be answered. */
  public <Q, A> ReceivedRequest<Q, A> expectRequest(Request<Q, A> request) {
    Message message = connection.expectMessage(request.opcode());
    return new ReceivedRequest<>(this, request, message);
  }

  /** Fails if the server has sent anything that the test has not asked for. */
  public void expectNothingMore() {
    kit.awaitHandled();
    connection.expectNothingMore();
  }

  /** Returns the reason with which the server closes the connection. */
  public String expectDisconnected() {
    return connection.expectClosed();
  }

  /** Ends the connection, as a client that goes. */
  public void disconnect() {
    if (lost) {
      throw new IllegalStateException("the connection is lost already (expected: resume before)");
    }
    if (token != null) {
      send(SessionOperations.CLOSE, Empty.EMPTY);
    }
    disconnected = true;
    peer.tell(new Peer.Lost(connection.ref(), "the client has closed the connection"));
    actors.createTestProbe().expectTerminated(peer);
  }

  /** Opens a session: from now on the client can lose its connection and come back. */
  public void openSession() {
    token = request(SessionOperations.OPEN).expectSuccess().token();
  }

  /**
   * Loses the connection; the peer waits for its client as long as {@code
   * master.session.resume-within} says.
   */
  public void loseConnection() {
    if (token == null) {
      throw new IllegalStateException("the client has no session (expected: openSession before)");
    }
    kit.awaitHandled();
    connection.received();
    lost = true;
    peer.tell(new Peer.Lost(connection.ref(), "the connection is broken"));
  }

  /** Connects again, from the same address, and goes on as the same peer. */
  public void resume() {
    if (token == null || !lost) {
      throw new IllegalStateException("the connection is not lost (expected: loseConnection)");
    }
    TestProbe<PeerConnection.Command> probe = actors.createTestProbe();
    ActorRef<Peer.Command> next = actors.spawn(Peer.create(services, kit.nextPeerId()));
    attach(next, new Peer.Attach(probe.ref(), from.remoteAddress(), from.transport()), probe);
    var resume = new ResumeSession(token, connection.received());
    connection.moveTo(probe);
    int requestId = ++lastRequestId;
    Bytes data = SessionOperations.RESUME.packet().encode(resume);
    Message request = Message.request(SessionOperations.RESUME.opcode(), data, requestId);
    next.tell(new Peer.Inbound(probe.ref(), List.of(request)));
    new PendingResponse<>(connection, SessionOperations.RESUME, requestId).expectSuccess();
    lost = false;
  }

  void tell(Peer.Command command) {
    peer.tell(command);
  }

  /** Sets a property, as a module would. */
  public <T> void set(PropertyKey<T> key, T value) {
    peer.tell(new Peer.WriteProperty(key, value));
  }

  /** Returns a property, when all that was sent before has reached the peer. */
  public <T> Optional<T> get(PropertyKey<T> key) {
    TestProbe<PropertyAnswer> probe = actors.createTestProbe();
    peer.tell(new Peer.ReadProperty(key.code(), probe.ref()));
    return probe.receiveMessage().as(key);
  }

  /** Waits until the peer has handled what it was sent; or has ended, without a connection. */
  void awaitHandled() {
    if (lost) {
      awaitAnswerOrEnd();
    } else if (!disconnected) {
      get(NEVER_SET);
    }
  }

  private void awaitAnswerOrEnd() {
    TestProbe<Done> either = actors.createTestProbe();
    actors.spawn(
        Behaviors.<Object>setup(
            context -> {
              context.watchWith(peer, Done.getInstance());
              peer.tell(new Peer.ReadProperty(NEVER_SET.code(), context.getSelf().narrow()));
              return Behaviors.receiveMessage(
                  first -> {
                    either.ref().tell(Done.getInstance());
                    return Behaviors.stopped();
                  });
            }));
    either.receiveMessage();
  }
}
