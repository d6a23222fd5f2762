package io.masterserver.bench.soak.line;

import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.WireWriter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** TCP: every message behind its length. */
enum LengthPrefix implements Framing {
  INSTANCE;

  /** Far above what the server sends here, far below what a broken length says. */
  private static final int LONGEST = 1 << 24;

  @Override
  public byte[] greeting() {
    return new byte[0];
  }

  @Override
  public void readGreeting(DataInputStream in) {
    // the first message is the first word
  }

  @Override
  public byte[] frame(byte[] message) {
    var out = new WireWriter(message.length + Integer.BYTES);
    out.writeInt(message.length);
    out.writeBytes(Bytes.wrap(message));
    return out.toArray();
  }

  @Override
  public byte[] next(DataInputStream in, OutputStream out) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("frame of %d bytes (expected: 0..%d)".formatted(length, LONGEST));
    }
    byte[] message = new byte[length];
    in.readFully(message);
    return message;
  }

  @Override
  public Optional<byte[]> farewell() {
    return Optional.empty();
  }

  @Override
  public byte[] impossible() {
    return new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
  }
}
