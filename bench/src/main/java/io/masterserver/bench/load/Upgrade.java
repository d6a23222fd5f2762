package io.masterserver.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes a new connection a WebSocket and goes; only then is the connection open for the handlers
 * behind it.
 */
final class Upgrade extends ByteToMessageDecoder {

  /** Longest answer to read. */
  private static final int MAX_HEAD_BYTES = 8192;

  private static final ByteBuf END =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII).asReadOnly());

  private final Handshake handshake = Handshake.withRandomKey();

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a void promise: failures reach exceptionCaught
  public void channelActive(ChannelHandlerContext opened) {
    String request = handshake.request((InetSocketAddress) opened.channel().remoteAddress());
    opened.writeAndFlush(ByteBufUtil.writeAscii(opened.alloc(), request), opened.voidPromise());
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int end = ByteBufUtil.indexOf(END, in);
    if (end >= 0) {
      String head = in.readString(end - in.readerIndex(), StandardCharsets.ISO_8859_1);
      in.skipBytes(END.readableBytes());
      handshake.requireAccepted(head);
      context.pipeline().remove(this);
      context.fireChannelActive();
    } else if (in.readableBytes() > MAX_HEAD_BYTES) {
      throw new LoadFailure(
          "upgrade to WebSocket: %d bytes without an empty line (expected: it within %d)"
              .formatted(in.readableBytes(), MAX_HEAD_BYTES));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean wrapped = cause instanceof DecoderException && cause.getCause() != null;
    context.fireExceptionCaught(wrapped ? cause.getCause() : cause);
  }
}
