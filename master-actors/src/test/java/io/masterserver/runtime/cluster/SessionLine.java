package io.masterserver.runtime.cluster;

import static io.masterserver.runtime.cluster.ClusterNode.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.session.ResumeSession;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.packet.session.SessionResumed;
import io.masterserver.core.packet.session.SessionTicket;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.FrameDecoder;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.peer.Peer;
import io.masterserver.runtime.peer.PeerConnection;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;

/** A client's end of a connection to one of the nodes, without a network. */
final class SessionLine {

  final TestProbe<PeerConnection.Command> connection;
  private final FrameDecoder decoder = new FrameDecoder(1 << 20);
  private final List<Message> arrived = new ArrayList<>();
  PeerConnection.Attached attached;

  SessionLine(ClusterNode node) {
    connection = node.connection();
    node.peers.attach(connection.ref(), "127.0.0.1:4711", "tcp");
    attached = connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
  }

  /** Opens a session. */
  SessionTicket open() {
    send(Message.request(SessionOperations.OPEN.opcode(), Empty.CODEC.encode(Empty.EMPTY), 1));
    return SessionOperations.OPEN.answer().decode(receive().data());
  }

  /** Resumes a session; returns how many messages the server has had. */
  long resume(SessionTicket ticket, long received) {
    return resume(ticket.token(), received).received();
  }

  /** Resumes a session; returns what the server says of it. */
  SessionResumed resume(Bytes token, long received) {
    Bytes resume = SessionOperations.RESUME.packet().encode(new ResumeSession(token, received));
    send(Message.request(SessionOperations.RESUME.opcode(), resume, 2));
    attached = connection.expectMessageClass(PeerConnection.Attached.class, PATIENCE);
    Message answer = receive();
    assertThat(answer.status()).isEqualTo(Status.SUCCESS);
    return SessionOperations.RESUME.answer().decode(answer.data());
  }

  void send(Message... messages) {
    attached.peer().tell(new Peer.Inbound(connection.ref(), List.of(messages)));
  }

  void lose() {
    attached.peer().tell(new Peer.Lost(connection.ref(), "broken"));
  }

  /** Whether the peer is on the node of the connection. */
  boolean isWithItsPeer() {
    return !attached.peer().path().address().hasGlobalScope();
  }

  Message receive() {
    while (arrived.isEmpty()) {
      var outbound = connection.expectMessageClass(PeerConnection.Outbound.class, PATIENCE);
      decoder.offer(outbound.frames().toArray(), 0, outbound.frames().size());
      while (decoder.next() instanceof FrameDecoder.Whole(Message message)) {
        arrived.add(message);
      }
    }
    return arrived.removeFirst();
  }

  void expectNotHandled(int requestId) {
    Message answer = receive();
    assertThat(answer.responseId()).isEqualTo(requestId);
    assertThat(answer.status()).isEqualTo(Status.NOT_HANDLED);
  }
}
