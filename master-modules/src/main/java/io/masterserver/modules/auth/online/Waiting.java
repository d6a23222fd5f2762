package io.masterserver.modules.auth.online;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waiting for what others answer. Only for virtual threads. */
final class Waiting {

  private Waiting() {}

  /** Returns the answer; empty if there is none in time, or it has failed. */
  static <T> Optional<T> forAnswer(CompletionStage<T> stage, Duration within) {
    BlockingQueue<Optional<T>> answer = new ArrayBlockingQueue<>(1);
    stage.whenComplete(
        (value, failure) -> answer.add(failure == null ? Optional.of(value) : Optional.empty()));
    try {
      return Optional.ofNullable(answer.poll(within.toNanos(), TimeUnit.NANOSECONDS))
          .flatMap(Function.identity());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
