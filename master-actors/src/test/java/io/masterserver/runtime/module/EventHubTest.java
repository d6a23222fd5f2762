package io.masterserver.runtime.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.api.ModuleEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The event hub")
class EventHubTest {

  private record Rain(int millimetres) implements ModuleEvent {}

  private record Snow() implements ModuleEvent {}

  private final EventHub hub = new EventHub();
  private final List<String> seen = new ArrayList<>();

  @Test
  void tells_an_event_to_all_who_subscribed_to_its_class() {
    hub.subscribe("a", Rain.class, event -> seen.add("a " + event));
    hub.subscribe("b", Rain.class, event -> seen.add("b " + event));
    hub.subscribe("c", Snow.class, event -> seen.add("c " + event));

    hub.publish(new Rain(3));

    assertThat(seen).containsExactly("a Rain[millimetres=3]", "b Rain[millimetres=3]");
  }

  @Test
  void drops_an_event_that_nobody_wants() {
    hub.publish(new Snow());

    assertThat(seen).isEmpty();
  }

  @Test
  void forgets_only_the_module_that_unsubscribes() {
    hub.subscribe("a", Rain.class, event -> seen.add("a"));
    hub.subscribe("b", Rain.class, event -> seen.add("b"));
    hub.subscribe("a", Snow.class, event -> seen.add("a"));

    hub.unsubscribe("a");
    hub.publish(new Rain(1));
    hub.publish(new Snow());

    assertThat(seen).containsExactly("b");
  }

  @Test
  void goes_on_when_a_subscriber_fails() {
    hub.subscribe(
        "a",
        Rain.class,
        event -> {
          throw new IllegalStateException("failed on purpose");
        });
    hub.subscribe("b", Rain.class, event -> seen.add("b"));

    hub.publish(new Rain(1));

    assertThat(seen).containsExactly("b");
  }
}
