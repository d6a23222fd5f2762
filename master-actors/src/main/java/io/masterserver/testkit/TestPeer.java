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
import io.masterserver.core.wire.Message;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerActorHandle;
import io.masterserver.runtime.peer.PeerConnection;
import io.masterserver.runtime.peer.PeerServices;
import io.masterserver.runtime.peer.PropertyAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

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
  private final TestConnection connection;
  private final List<Message> held = new ArrayList<>();
  private boolean holding;
  private boolean disconnected;
  private int lastRequestId;

  private TestPeer(
      PeerId id, ActorRef<Peer.Command> peer, ModuleTestKit<?> kit, TestConnection connection) {
    this.id = id;
    this.peer = peer;
    this.kit = kit;
    this.actors = kit.actors();
    this.connection = connection;
  }

  /**
   * @param host the numeric address that it comes from
   */
  static TestPeer connect(
      ModuleTestKit<?> kit, PeerServices services, PeerId id, String host, String transport) {
    ActorTestKit actors = kit.actors();
    ActorRef<Peer.Command> peer = actors.spawn(Peer.create(services, id));
    TestProbe<PeerConnection.Command> probe = actors.createTestProbe();
    peer.tell(new Peer.Attach(probe.ref(), host + ":" + (FIRST_PORT + id.value()), transport));
    probe.expectMessageClass(PeerConnection.Attached.class);
    peer.tell(new Peer.WriteProperty(CoreProperties.CAPABILITIES, Capabilities.ALL));
    return new TestPeer(id, peer, kit, new TestConnection(probe));
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
    return new PeerActorHandle(id, peer, false, system);
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
    peer.tell(new Peer.Inbound(List.copyOf(held)));
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
    disconnected = true;
    peer.tell(new Peer.Lost("the client has closed the connection"));
    actors.createTestProbe().expectTerminated(peer);
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

  /** Waits until the peer has handled what it was sent. */
  void awaitHandled() {
    if (!disconnected) {
      get(NEVER_SET);
    }
  }
}
