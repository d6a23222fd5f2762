package io.masterserver.modules.auth.importing;

import java.io.PrintStream;

/** Counts lines, tells which were refused, and now and then how far it is. */
final class ImportReport {

  /** Lines between two signs of life. */
  private static final int PROGRESS = 10_000;

  private final PrintStream out;
  private final PrintStream err;
  private long accepted;
  private long refused;

  /**
   * @param out for refused lines
   * @param err for progress
   */
  ImportReport(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void accept() {
    accepted++;
    tellProgress();
  }

  void refuse(long line, String reason) {
    refused++;
    out.printf("line %d refused: %s%n", line, reason);
    tellProgress();
  }

  long accepted() {
    return accepted;
  }

  long refused() {
    return refused;
  }

  private void tellProgress() {
    if ((accepted + refused) % PROGRESS == 0) {
      err.printf("%d lines: %d accepted, %d refused%n", accepted + refused, accepted, refused);
    }
  }
}
