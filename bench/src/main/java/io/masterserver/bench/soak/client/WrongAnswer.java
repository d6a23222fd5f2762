package io.masterserver.bench.soak.client;

/** The server did not do what it has to. */
final class WrongAnswer extends RuntimeException {

  WrongAnswer(String message) {
    super(message);
  }
}
