package io.masterserver.tests.fuzz;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.runtime.connection.proxy.ProxyHeader;
import io.masterserver.runtime.connection.proxy.ProxyHeader.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What a proxy says first: how the network cuts it does not matter, and it takes what it says. */
final class ProxyHeadersTarget implements FuzzTarget {

  /**
   * What has come is copied and looked at again with every chunk, until it is longer than a header
   * may be: that bounds the product.
   */
  private static final Memory MEMORY = new Memory(1 << 16, 1024);

  @Override
  public void read(byte[] input) {
    var cut = new CutStream(input);
    Head whole = head(List.of(cut.stream()));
    Head inChunks = MEMORY.bounded(cut.stream().length, () -> head(cut.chunks()));
    boolean same =
        whole.header() instanceof Malformed
            ? inChunks.header() instanceof Malformed // of as many bytes as have come
            : whole.equals(inChunks);
    if (!same) {
      throw new AssertionError("whole: %s, in chunks: %s".formatted(whole, inChunks));
    }
  }

  private record Head(ProxyHeader header, int length) {}

  /** Reads as a connection does: what has come so far, until it is known to be enough. */
  private static Head head(List<byte[]> chunks) {
    var arrived = new WireWriter();
    for (byte[] chunk : chunks) {
      arrived.writeBytes(Bytes.wrap(chunk));
      byte[] bytes = arrived.toArray();
      OptionalInt length = ProxyHeader.length(bytes);
      if (length.isPresent() && length.getAsInt() > ProxyHeader.MAX_BYTES) {
        return new Head(ProxyHeader.parse(bytes), bytes.length);
      }
      if (length.isPresent() && length.getAsInt() <= bytes.length) {
        byte[] head = Arrays.copyOf(bytes, length.getAsInt());
        return new Head(ProxyHeader.parse(head), head.length);
      }
    }
    return new Head(ProxyHeader.parse(arrived.toArray()), arrived.size());
  }

  @Override
  public List<byte[]> seeds() {
    byte[] signature = Bytes.ofHex("0d0a0d0a000d0a515549540a").toArray();
    var binary = new WireWriter();
    binary.writeBytes(Bytes.wrap(signature));
    binary.writeBytes(Bytes.ofHex("2111" + "0014" + "c0000207" + "c6336401" + "dc0401bb"));
    binary.writeBytes(Bytes.ofHex("20" + "0005" + "0100000000"));
    var local = new WireWriter();
    local.writeBytes(Bytes.wrap(signature));
    local.writeBytes(Bytes.ofHex("2000" + "0000"));
    return List.of(
        CutStream.of(binary.toArray(), 9),
        CutStream.of(local.toArray(), 1),
        text("PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n"),
        text("PROXY TCP6 2001:db8::7 ::ffff:192.0.2.7 56324 443\r\nGET"),
        text("PROXY UNKNOWN\r\n"),
        text("GET / HTTP/1.1\r\n\r\n"));
  }

  private static byte[] text(String header) {
    return CutStream.of(Bytes.ofUtf8(header).toArray(), 7, 20);
  }
}
