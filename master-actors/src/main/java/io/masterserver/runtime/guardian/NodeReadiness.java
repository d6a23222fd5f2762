package io.masterserver.runtime.guardian;

import io.masterserver.runtime.admin.Health;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Readiness} of this node, and logs how it changes. Threads: any. */
final class NodeReadiness {

  private static final Logger log = LoggerFactory.getLogger(NodeReadiness.class);

  /** What the reasons that come from the cluster are called, beside the names of modules. */
  private static final String CLUSTER = "cluster";

  private final Set<String> starting = new HashSet<>();
  private volatile Readiness current =
      new Readiness(false, Map.of(CLUSTER, "this node has not joined yet"));
  private volatile boolean stopping;
  private Consumer<Boolean> listener = ready -> {};

  Readiness current() {
    return current;
  }

  /**
   * Shows it as 1 or 0 in {@code master.node.ready}.
   *
   * @param node where other nodes reach this one; tells the nodes of one JVM apart
   */
  Gauge showIn(MeterRegistry meters, String node) {
    return Gauge.builder("master.node.ready", this, it -> it.current.isReady() ? 1 : 0)
        .tag("node", node)
        .register(meters);
  }

  /** What to tell those who ask from outside. */
  Health health() {
    Readiness now = current;
    List<String> missing = new ArrayList<>();
    if (!now.serving()) {
      missing.add("server: " + (stopping ? "it is stopping" : "it is starting"));
    }
    new TreeMap<>(now.notReady()).forEach((what, why) -> missing.add(what + ": " + oneLine(why)));
    return new Health(missing);
  }

  private static String oneLine(String why) {
    return why.replaceAll("\\s*\\R\\s*", " ");
  }

  /** Tells {@code listener} whether the node is ready, now and whenever that changes. */
  synchronized void tell(Consumer<Boolean> listener) {
    this.listener = listener;
    listener.accept(current.isReady());
  }

  private void become(Readiness next) {
    boolean was = current.isReady();
    current = next;
    if (next.isReady() != was) {
      listener.accept(next.isReady());
    }
  }

  synchronized void serving() {
    become(new Readiness(true, current.notReady()));
  }

  /** From now on the node is not ready, whatever else holds. */
  synchronized void stopping() {
    stopping = true;
    become(new Readiness(false, current.notReady()));
  }

  /** A module has been started and cannot do its work yet. */
  synchronized void waitsFor(String module, String why) {
    starting.add(module);
    put(module, why);
  }

  /** A module that was ready cannot do its work any more. */
  synchronized void notReady(String module, String why) {
    if (put(module, why)) {
      log.warn("Module [{}] is not ready: {}", module, why);
    }
  }

  /** A module can do its work, for the first time or again. */
  synchronized void ready(String module) {
    boolean first = starting.remove(module);
    if (remove(module) && !first) {
      log.info("Module [{}] is ready again", module);
    }
  }

  /** The node's standing in the cluster has changed; empty if it is good. */
  synchronized void cluster(Optional<String> trouble) {
    if (trouble.isPresent()) {
      if (put(CLUSTER, trouble.get()) && current.serving()) {
        log.warn("Not ready: {}", trouble.get());
      }
    } else if (remove(CLUSTER) && current.serving()) {
      log.info("The cluster is well again");
    }
  }

  private boolean put(String what, String why) {
    Map<String, String> reasons = new HashMap<>(current.notReady());
    boolean news = !why.equals(reasons.put(what, why));
    become(new Readiness(current.serving(), reasons));
    return news;
  }

  private boolean remove(String what) {
    Map<String, String> reasons = new HashMap<>(current.notReady());
    boolean was = reasons.remove(what) != null;
    become(new Readiness(current.serving(), reasons));
    return was;
  }
}
