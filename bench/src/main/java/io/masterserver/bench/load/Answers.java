package io.masterserver.bench.load;

/** What to do when answers have come. Called by the load's thread. */
interface Answers {

  /**
   * @param from the connection they came on, all verified
   * @param firstId request id of the first of them; the others follow without a gap
   * @param count 1 or more
   */
  void arrived(EchoConnection from, int firstId, int count);
}
