package io.masterserver.runtime.connection;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.Materializer;
import scala.jdk.javaapi.DurationConverters;

/**
 * The timers of one connection: each is told to its stage actor when it is time. Lighter than a
 * stage's own timers: there are many connections. The connection's thread only.
 */
final class ConnectionTimers {

  /** What it is time for. */
  enum Timer {
    IDLE,
    SLOW_CONSUMER,
    CLOSE
  }

  private final Materializer materializer;
  private final ActorRef<Object> connection;
  private final Map<Timer, Cancellable> running = new EnumMap<>(Timer.class);

  ConnectionTimers(Materializer materializer, ActorRef<Object> connection) {
    this.materializer = materializer;
    this.connection = connection;
  }

  /** Starts a timer, in place of the one of the same name. */
  void start(Timer timer, Duration delay) {
    Cancellable former =
        running.put(
            timer,
            materializer.scheduleOnce(
                DurationConverters.toScala(delay), () -> connection.tell(timer)));
    if (former != null) {
      former.cancel();
    }
  }

  /** The timer has been told. */
  void fired(Timer timer) {
    running.remove(timer);
  }

  boolean isRunning(Timer timer) {
    return running.containsKey(timer);
  }

  void cancelAll() {
    running.values().forEach(Cancellable::cancel);
  }
}
