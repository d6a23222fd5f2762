package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One connection: numbers its requests from 1 and takes their answers in that order.
 *
 * <p>Threads: the load's only.
 */
public final class EchoConnection extends ChannelInboundHandlerAdapter {

  private final Load load;
  private final int index;
  private final Frames frames;
  private Answers answers;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf cutAnswer;
  private int sent;
  private int answered;
  private boolean leaving;

  /**
   * @param index the number of this connection, from 0; part of every payload
   */
  EchoConnection(Load load, int index, Frames frames, Answers answers) {
    this.load = load;
    this.index = index;
    this.frames = frames;
    this.answers = answers;
  }

  int index() {
    return index;
  }

  /** How many requests are not answered yet. */
  int outstanding() {
    return sent - answered;
  }

  void answersGoTo(Answers next) {
    answers = next;
  }

  /** Sends {@code count} requests in one write. */
  @SuppressWarnings("FutureReturnValueIgnored") // a void promise: failures reach exceptionCaught
  void request(int count) {
    if (context == null) {
      throw new IllegalStateException("connection %d is not open".formatted(index));
    }
    ByteBuf out = context.alloc().directBuffer(count * frames.requestBytes());
    for (int i = 0; i < count; i++) {
      sent++;
      frames.writeRequest(out, sent);
    }
    context.writeAndFlush(out, context.voidPromise());
  }

  /** Closes the connection; what comes on it is of no interest any more. */
  @SuppressWarnings("FutureReturnValueIgnored") // who leaves does not look back
  void leave() {
    leaving = true;
    if (context != null) {
      context.close();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext opened) {
    context = opened;
    request(1);
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object message) {
    ByteBuf in = joinedWithCut((ByteBuf) message);
    int before = answered;
    try {
      while (frames.isWhole(in, answered + 1)) {
        requireAsked();
        frames.readAnswer(in, answered + 1);
        answered++;
      }
    } finally {
      keepCut(in);
    }
    if (answered > before) {
      answers.arrived(this, before + 1, answered - before);
    }
  }

  private void requireAsked() {
    if (answered == sent) {
      throw new LoadFailure(
          "connection %d: an answer more than the %d requests sent".formatted(index, sent));
    }
  }

  private ByteBuf joinedWithCut(ByteBuf in) {
    ByteBuf cut = cutAnswer;
    if (cut == null) {
      return in;
    }
    cutAnswer = null;
    cut.writeBytes(in);
    in.release();
    return cut;
  }

  private void keepCut(ByteBuf in) {
    if (in.isReadable()) {
      cutAnswer = in.alloc().directBuffer(in.readableBytes()).writeBytes(in);
    }
    in.release();
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    if (leaving) {
      return;
    }
    load.fail(
        new LoadFailure(
            "connection %d: closed by the server after %d answers, with %d requests unanswered"
                .formatted(index, answered, outstanding())));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext at, Throwable cause) {
    load.fail(
        cause instanceof LoadFailure failure
            ? failure
            : new LoadFailure("connection %d: %s".formatted(index, cause), cause));
  }
}
