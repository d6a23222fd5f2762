package io.masterserver.runtime.module;

import io.masterserver.api.ModuleEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the modules of a node what happened on it. Threads: any. */
public final class EventHub {

  private static final Logger log = LoggerFactory.getLogger(EventHub.class);

  private record Subscription(String module, Consumer<ModuleEvent> subscriber) {}

  private final Map<Class<?>, List<Subscription>> byType = new ConcurrentHashMap<>();

  /**
   * @param module whose subscription it is
   * @param subscriber called by whatever thread publishes; must not block
   */
  public void subscribe(
      String module, Class<? extends ModuleEvent> type, Consumer<ModuleEvent> subscriber) {
    byType.merge(type, List.of(new Subscription(module, subscriber)), EventHub::joined);
  }

  /** Ends all subscriptions of {@code module}. */
  public void unsubscribe(String module) {
    byType.replaceAll(
        (type, all) -> all.stream().filter(one -> !one.module().equals(module)).toList());
  }

  /**
   * Tells {@code event} to those who subscribed to exactly its class. A subscriber that fails hurts
   * neither the publisher nor the others.
   */
  public void publish(ModuleEvent event) {
    for (Subscription subscription : byType.getOrDefault(event.getClass(), List.of())) {
      try {
        subscription.subscriber().accept(event);
      } catch (RuntimeException e) {
        log.error(
            "Module [{}] cannot take {}: its subscription failed",
            subscription.module(),
            event.getClass().getSimpleName(),
            e);
      }
    }
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }
}
