package io.masterserver.runtime.connection.websocket;

import io.masterserver.runtime.connection.HeadStage;
import org.apache.pekko.util.ByteString;

/** The head of an HTTP request: ends with an empty line. */
enum HttpHead implements HeadStage.Head {
  HTTP_HEAD;

  /** Longest head, in bytes. Browsers send one or two KiB, with cookies some more. */
  static final int MAX_BYTES = 16 * 1024;

  private static final ByteString END = ByteString.fromString("\r\n\r\n");

  @Override
  public int length(ByteString bytes, int seen) {
    int end = bytes.indexOfSlice(END, Math.max(0, seen - END.size() + 1));
    return end < 0 ? UNKNOWN : end + END.size();
  }

  boolean isComplete(ByteString head) {
    return head.endsWith(END);
  }
}
