package io.masterserver.bench.soak.client;

import io.masterserver.bench.load.LoadFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Many clients at once, each in a virtual thread. */
public final class Crowd {

  private final Pause pause = new Pause();
  private final Watch watch;
  private final List<Thread> visitors = new ArrayList<>();

  private Crowd(Scene scene) {
    this.watch = new Watch(scene.tally());
  }

  /**
   * Lets clients come.
   *
   * @param round the clients of another round do something else
   */
  public static Crowd start(Scene scene, int clients, int round) {
    var crowd = new Crowd(scene);
    var seeds = new SplittableRandom(scene.seed() + round);
    for (int i = 0; i < clients; i++) {
      var visitor = new Visitor(scene, seeds.split(), crowd.pause, crowd.watch);
      crowd.visitors.add(Thread.ofVirtual().name("client-" + i).start(visitor));
    }
    return crowd;
  }

  /**
   * Lets all clients do what they are at, and leave as they meant to.
   *
   * @throws LoadFailure if one does not come to its end
   */
  public void leave() throws InterruptedException {
    pause.begin();
    for (Thread visitor : visitors) {
      if (!visitor.join(Watch.LONGEST_VISIT.multipliedBy(2))) {
        throw new LoadFailure(visitor.getName() + ": does not come to its end");
      }
    }
    watch.close();
  }
}
