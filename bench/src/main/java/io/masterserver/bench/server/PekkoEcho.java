package io.masterserver.bench.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.io.Inet.SocketOption;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** An echo server in plain Pekko Streams, with the settings that Pekko ships. */
public final class PekkoEcho {

  private static final int BACKLOG = 4096;

  private PekkoEcho() {}

  public static void main(String[] arguments) {
    int port = Ready.port(arguments);
    ActorSystem system = PekkoSystem.start();
    List<SocketOption> options = List.of(TcpSO.tcpNoDelay(true));
    Tcp.get(system)
        .bind("127.0.0.1", port, BACKLOG, options, false, Optional.empty())
        .to(Sink.foreach(connection -> connection.handleWith(echo(), system)))
        .run(system)
        .thenAccept(binding -> Ready.announce("tcp", binding.localAddress().getPort()))
        .toCompletableFuture()
        .join();
  }

  private static Flow<ByteString, ByteString, NotUsed> echo() {
    return Framing.lengthField(Layout.LENGTH_BYTES, 0, Layout.MAX_FRAME_BYTES, ByteOrder.BIG_ENDIAN)
        .map(PekkoEcho::answer);
  }

  private static ByteString answer(ByteString frame) {
    ByteBuffer request = frame.asByteBuffer().position(Layout.LENGTH_BYTES);
    Layout.requireRequest(request.get());
    short opcode = request.getShort();
    int dataLength = request.getInt();
    int dataAt = request.position();
    int length = Layout.responseBytes(dataLength);
    byte[] response = new byte[Layout.LENGTH_BYTES + length];
    ByteBuffer.wrap(response)
        .putInt(length)
        .put((byte) Layout.IS_RESPONSE)
        .putShort(opcode)
        .putInt(dataLength)
        .put(request.slice(dataAt, dataLength))
        .putInt(request.getInt(dataAt + dataLength))
        .put((byte) Layout.SUCCESS);
    return ByteString.fromArrayUnsafe(response);
  }
}
