package io.masterserver.tests.chaos.client;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.tests.chaos.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask one question after another, each in its own time.
 *
 * <p>Threads: one; each client has a virtual thread of its own.
 */
public final class Crowd implements AutoCloseable {

  /** More than a client waits for an answer by itself. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final List<Asker> askers = new ArrayList<>();
  private volatile boolean over;

  /**
   * Has {@code client} ask from now on; it is closed with the crowd.
   *
   * @param pause between an answer and the next question
   */
  public void join(String kind, MasterClient client, Duration pause, Question question) {
    var asker = new Asker(kind, askers.size(), client, pause, question);
    askers.add(asker);
    asker.thread.start();
  }

  /** How many have joined: the number of the next one. */
  public int size() {
    return askers.size();
  }

  /** Lets everybody finish, and returns what they have noted down. */
  public List<Attempt> end() {
    over = true;
    List<Attempt> all = new ArrayList<>();
    for (Asker asker : askers) {
      try {
        if (!asker.thread.join(LONGEST)) {
          throw new StageFailure("%s: client %d never ends".formatted(asker.kind, asker.number));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StageFailure("interrupted", e);
      }
      all.addAll(asker.attempts);
    }
    return all;
  }

  @Override
  public void close() {
    over = true;
    askers.forEach(asker -> asker.client.close());
  }

  private final class Asker {

    private final String kind;
    private final int number;
    private final MasterClient client;
    private final Duration pause;
    private final Question question;
    private final List<Attempt> attempts = new ArrayList<>(); // read when the thread has ended
    private final Thread thread;

    Asker(String kind, int number, MasterClient client, Duration pause, Question question) {
      this.kind = kind;
      this.number = number;
      this.client = client;
      this.pause = pause;
      this.question = question;
      this.thread = Thread.ofVirtual().name("asker-" + number).unstarted(this::ask);
    }

    private void ask() {
      for (int round = 0; !over; round++) {
        long sent = System.nanoTime();
        Response<?> answer = await(question.ask(client, number, round));
        attempts.add(new Attempt(kind, number, round, sent, System.nanoTime(), answer));
        LockSupport.parkNanos(pause.toNanos());
      }
    }

    private Response<?> await(CompletionStage<? extends Response<?>> answer) {
      try {
        return answer.toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        over = true;
        throw new StageFailure("%s: client %d gets no answer".formatted(kind, number), e);
      }
    }
  }
}
