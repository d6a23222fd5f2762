package io.masterserver.modules.auth.service;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done after the answer was given, so that the answer takes as long whether there is
 * anything to do or not.
 */
final class Afterwards {

  private static final Logger log = LoggerFactory.getLogger(Afterwards.class);

  private static final int AT_ONCE = 64;

  private final Executor executor;
  private final Semaphore places = new Semaphore(AT_ONCE);

  Afterwards(Executor executor) {
    this.executor = executor;
  }

  /**
   * Has {@code work} done soon.
   *
   * @param what it is, for the log
   * @throws Refused if too much is to be done already
   */
  void run(String what, Runnable work) {
    if (!places.tryAcquire()) {
      throw Answers.busy();
    }
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            log.warn("{} failed, after its client had its answer", what, e);
          } finally {
            places.release();
          }
        });
  }
}
