package io.masterserver.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleEvent;
import io.masterserver.api.PeerConnected;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;

/** A peer whose connection is a probe. */
public final class ProbedPeer {

  private final ProbedNode node;
  public final ActorRef<Peer.Command> ref;
  public final TestProbe<PeerConnection.Command> connection;
  public final TestProbe<ModuleEvent> events;
  public final PeerHandle handle;
  final PeerId id;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private int sent;
  private int done;
  private final FrameDecoder decoder = new FrameDecoder(1 << 20);

  ProbedPeer(ProbedNode node, PeerId id, String address, String transport) {
    this.node = node;
    this.id = id;
    connection = node.kit.createTestProbe();
    events = node.kit.createTestProbe();
    ref = node.newPeer(id, meters, events.ref()::tell);
    ref.tell(new Peer.Attach(connection.ref(), address, transport));
    connection.expectMessage(new PeerConnection.Attached(ref, id.value(), 0));
    events.expectMessageClass(PeerConnected.class);
    handle = new PeerActorHandle(id, ref, node.kit.system());
  }

  public static <Q> Message request(Request<Q, ?> operation, Q packet, int id) {
    return Message.request(operation.opcode(), operation.packet().encode(packet), id);
  }

  public static <Q> Message notification(Notification<Q> operation, Q packet) {
    return Message.notification(operation.opcode(), operation.packet().encode(packet));
  }

  public static <A> Message success(Request<?, A> operation, A answer, int id) {
    return Message.response(
        operation.opcode(), operation.answer().encode(answer), id, Status.SUCCESS);
  }

  public static Message failure(int opcode, int id, Status status, String text) {
    return Message.response(opcode, Bytes.ofUtf8(text), id, status);
  }

  public static String text(Message message) {
    return Codec.TEXT.decode(message.data());
  }

  /** Sends messages in one chunk. */
  public void send(Message... messages) {
    sent += messages.length;
    ref.tell(new Peer.Inbound(connection.ref(), List.of(messages)));
  }

  /** The connection is lost. */
  public void lose(String reason) {
    ref.tell(new Peer.Lost(connection.ref(), reason));
  }

  /** Returns the next messages to the client, {@code count} of them, and no more. */
  public List<Message> receive(int count) {
    List<Message> received = new ArrayList<>();
    while (received.size() < count) {
      received.addAll(next());
    }
    assertThat(received).hasSize(count);
    return received;
  }

  /** Returns all messages to the client until everything that was sent is finished. */
  public List<Message> receiveRest() {
    List<Message> received = new ArrayList<>();
    while (done < sent) {
      received.addAll(next());
    }
    assertThat(done).isEqualTo(sent);
    return received;
  }

  private List<Message> next() {
    var outbound = connection.expectMessageClass(PeerConnection.Outbound.class);
    done += outbound.done();
    byte[] frames = outbound.frames().toArray();
    decoder.offer(frames, 0, frames.length);
    List<Message> messages = new ArrayList<>();
    while (decoder.next() instanceof FrameDecoder.Whole(var message)) {
      messages.add(message);
    }
    return messages;
  }

  /** Returns when everything that was told to the peer before has been handled. */
  public void awaitHandled() {
    TestProbe<Peer.Reached> probe = node.kit.createTestProbe();
    ref.tell(new Peer.Probe(probe.ref()));
    probe.expectMessage(new Peer.Reached(ref));
  }

  /**
   * @param tags key and value in turn
   */
  public double count(String meter, String... tags) {
    return meters.get(meter).tags(tags).counter().count();
  }

  /** How many messages are finished so far. */
  public int done() {
    return done;
  }
}
