package io.masterserver.runtime.eventloop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A loop and the threads that put something into its inbox, step by step: the inbox is the real
 * one, the selector a flag that remembers a ring.
 */
final class SleepingLoop implements AllOrders.World {

  /** What is done in another order than it should be. */
  enum Mistake {
    NONE,
    LOOKS_BEFORE_IT_LIES_DOWN,
    RINGS_BEFORE_IT_PUTS,
    TAKES_BEFORE_IT_CLOSES
  }

  /** Where the loop is. {@code SOCKETS} is a turn in which it has tasks of its own. */
  private enum At {
    BEGIN,
    LIE_DOWN,
    LOOK,
    WAIT,
    LOOK_AT_SOCKETS,
    GET_UP,
    TAKE,
    SOCKETS,
    CLOSE,
    TAKE_THE_LAST,
    ENDED
  }

  private static final int LOOP = 0;
  private static final int SOCKET = 1;
  private static final int FIRST_PRODUCER = 2;

  private final Mistake mistake;
  private final boolean stops;
  private final Inbox inbox = new Inbox(() -> this.rung = true);
  private final List<Producer> producers;
  private boolean rung;
  private boolean socketReady;
  private int socketsLeft = 1;
  private int ownTurnsLeft = 1;
  private At at = At.BEGIN;
  final List<Integer> run = new ArrayList<>();

  /**
   * @param stops whether the loop ends at a moment of its choice
   */
  SleepingLoop(int producers, boolean stops, Mistake mistake) {
    this.mistake = mistake;
    this.stops = stops;
    this.producers = IntStream.range(0, producers).mapToObj(Producer::new).toList();
  }

  /** Which tasks were neither run nor refused. */
  List<Integer> forgotten() {
    return producers.stream()
        .filter(producer -> !producer.refused && !run.contains(producer.number))
        .map(producer -> producer.number)
        .toList();
  }

  /** Which tasks were refused, and run all the same; or run twice. */
  List<Integer> doneTwice() {
    return run.stream()
        .filter(task -> producers.get(task).refused || run.indexOf(task) != run.lastIndexOf(task))
        .toList();
  }

  @Override
  public List<Integer> ready() {
    List<Integer> ready = new ArrayList<>();
    if (at != At.ENDED && (at != At.WAIT || rung || socketReady)) {
      ready.add(LOOP);
    }
    if (socketsLeft > 0) {
      ready.add(SOCKET);
    }
    producers.stream()
        .filter(producer -> producer.step < Producer.DONE)
        .forEach(producer -> ready.add(FIRST_PRODUCER + producer.number));
    return ready;
  }

  @Override
  public void step(int thread) {
    switch (thread) {
      case LOOP -> at = loopStep();
      case SOCKET -> {
        socketsLeft--;
        socketReady = true;
      }
      default -> producers.get(thread - FIRST_PRODUCER).step();
    }
  }

  private At loopStep() {
    return switch (at) {
      case BEGIN -> {
        if (ownTurnsLeft > 0) {
          ownTurnsLeft--;
          yield At.SOCKETS;
        }
        yield first();
      }
      case LIE_DOWN -> {
        inbox.lieDown();
        yield mistake == Mistake.LOOKS_BEFORE_IT_LIES_DOWN ? At.WAIT : At.LOOK;
      }
      case LOOK -> look();
      case WAIT, LOOK_AT_SOCKETS -> {
        rung = false;
        socketReady = false;
        yield At.GET_UP;
      }
      case SOCKETS -> {
        rung = false;
        socketReady = false;
        yield At.TAKE;
      }
      case GET_UP -> {
        inbox.getUp();
        yield At.TAKE;
      }
      case TAKE -> {
        if (took()) {
          yield At.TAKE;
        }
        yield stops && ownTurnsLeft == 0 && socketsLeft == 0 ? ending() : At.BEGIN;
      }
      case CLOSE -> {
        inbox.close();
        yield mistake == Mistake.TAKES_BEFORE_IT_CLOSES ? At.ENDED : At.TAKE_THE_LAST;
      }
      case TAKE_THE_LAST -> {
        if (took()) {
          yield At.TAKE_THE_LAST;
        }
        yield mistake == Mistake.TAKES_BEFORE_IT_CLOSES ? At.CLOSE : At.ENDED;
      }
      case ENDED -> throw new IllegalStateException("it has ended");
    };
  }

  private At first() {
    return mistake == Mistake.LOOKS_BEFORE_IT_LIES_DOWN ? At.LOOK : At.LIE_DOWN;
  }

  private At look() {
    if (!inbox.isEmpty()) {
      return At.LOOK_AT_SOCKETS;
    }
    return mistake == Mistake.LOOKS_BEFORE_IT_LIES_DOWN ? At.LIE_DOWN : At.WAIT;
  }

  private At ending() {
    return mistake == Mistake.TAKES_BEFORE_IT_CLOSES ? At.TAKE_THE_LAST : At.CLOSE;
  }

  private boolean took() {
    Runnable task = inbox.take();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  @Override
  public Object state() {
    return List.of(
        at,
        rung,
        socketReady,
        socketsLeft,
        ownTurnsLeft,
        inbox.isAsleep(),
        inbox.isClosed(),
        inbox.size(),
        List.copyOf(run),
        producers.stream().map(producer -> List.of(producer.step, producer.refused)).toList());
  }

  /** A thread that puts one task, by the steps of {@link Inbox#put}. */
  private final class Producer {

    private static final int DONE = 6;

    private final int number;
    private final Runnable task;
    private int step;
    private boolean refused;

    Producer(int number) {
      this.number = number;
      this.task = () -> run.add(number);
      this.step = mistake == Mistake.RINGS_BEFORE_IT_PUTS ? 3 : 0;
    }

    void step() {
      step =
          switch (step) {
            case 0 -> {
              inbox.add(task);
              yield mistake == Mistake.RINGS_BEFORE_IT_PUTS ? DONE : 1;
            }
            case 1 -> inbox.isClosed() ? 2 : 3;
            case 2 -> {
              refused = inbox.takeBack(task);
              yield refused ? DONE : 3;
            }
            case 3 -> inbox.isAsleep() ? 4 : rung();
            case 4 -> inbox.claimRing() ? 5 : rung();
            default -> {
              rung = true;
              yield rung();
            }
          };
    }

    private int rung() {
      return mistake == Mistake.RINGS_BEFORE_IT_PUTS ? 0 : DONE;
    }
  }
}
