package io.masterserver.runtime.guardian;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the {@link Readiness} of this node, and logs how it changes. Threads: any. */
final class NodeReadiness {

  private static final Logger log = LoggerFactory.getLogger(NodeReadiness.class);

  private volatile Readiness current = new Readiness(false, Map.of());

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

  synchronized void serving(boolean serving) {
    current = new Readiness(serving, current.notReady());
  }

  /** A module that was ready cannot do its work any more. */
  synchronized void notReady(String module, String why) {
    Map<String, String> reasons = new HashMap<>(current.notReady());
    if (!why.equals(reasons.put(module, why))) {
      log.warn("Module [{}] is not ready: {}", module, why);
    }
    current = new Readiness(current.serving(), reasons);
  }

  /** A module can do its work, for the first time or again. */
  synchronized void ready(String module) {
    Map<String, String> reasons = new HashMap<>(current.notReady());
    if (reasons.remove(module) != null) {
      log.info("Module [{}] is ready again", module);
    }
    current = new Readiness(current.serving(), reasons);
  }
}
