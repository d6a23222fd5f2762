package io.masterserver.modules.auth.importing;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Fails when one record takes more characters than any record needs: with a quote that is not
 * closed, the rest of the file would be one value.
 */
final class BoundedRecords extends FilterReader {

  /** Much more than the largest account, in characters. */
  static final int MAX_RECORD = 4 * 1024 * 1024;

  private long sinceRecord;

  BoundedRecords(Reader in) {
    super(in);
  }

  /** A new record begins, give or take what was read ahead. */
  void beginRecord() {
    sinceRecord = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    sinceRecord += read;
    if (sinceRecord > MAX_RECORD) {
      throw new IOException(
          "a line of more than %d characters (is a quote not closed?)".formatted(MAX_RECORD));
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }
}
