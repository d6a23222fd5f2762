package io.masterserver.runtime.connection.socket;

import io.masterserver.runtime.eventloop.EventLoop;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * A connected socket: what is sent to it comes in, what is read from it goes out. To be run once,
 * by the dispatcher of its loop.
 *
 * <p>Reads what is asked for and one chunk more, so that it sees a client go that nothing is asked
 * of. When the client has closed its side, the bytes from it end; what is sent to it still leaves.
 * The socket is closed when what was to be sent has ended and left, and when nobody wants its bytes
 * any more; it is reset when one of the two fails.
 */
public final class SocketStage extends GraphStage<FlowShape<ByteString, ByteString>> {

  private static final FlowShape<ByteString, ByteString> shape =
      FlowShape.of(Inlet.create("socket.in"), Outlet.create("socket.out"));

  private final SocketChannel channel;
  private final EventLoop loop;
  private final Duration closeTimeout;
  private final boolean quickAck;

  /**
   * @param channel connected, non-blocking; closed by the stage
   * @param closeTimeout how long the last bytes may take to leave
   * @param quickAck whether what is read is acknowledged at once, if the system can be told
   */
  public SocketStage(
      SocketChannel channel, EventLoop loop, Duration closeTimeout, boolean quickAck) {
    this.channel = channel;
    this.loop = loop;
    this.closeTimeout = closeTimeout;
    this.quickAck = quickAck;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new SocketLogic(shape, new LoopSocket(channel, loop, quickAck), closeTimeout);
  }
}
