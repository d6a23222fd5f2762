package io.masterserver.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.testkit.InMemorySessionStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What knows where sessions are kept")
class SessionStorageTest {

  private final SessionStorage storage = new SessionStorage();
  private final InMemorySessionStore first = new InMemorySessionStore();
  private final InMemorySessionStore second = new InMemorySessionStore();

  @Test
  void has_nothing_until_a_module_provides_it() {
    assertThat(storage.current()).isEmpty();

    storage.provide("sessions", first);

    assertThat(storage.current()).containsSame(first);
  }

  @Test
  void takes_another_store_of_the_same_module_as_when_it_is_restarted() {
    storage.provide("sessions", first);
    storage.provide("sessions", second);

    assertThat(storage.current()).containsSame(second);
  }

  @Test
  void refuses_that_of_a_second_module_and_names_both() {
    storage.provide("sessions", first);

    assertThatThrownBy(() -> storage.provide("own-sessions", second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sessions are stored by module 'sessions' already (set"
                + " master.modules.own-sessions.enabled = off, or"
                + " master.modules.sessions.enabled = off)");
    assertThat(storage.current()).containsSame(first);
  }

  @Test
  void forgets_the_store_of_a_module_that_has_ended_and_no_other() {
    storage.provide("sessions", first);

    storage.withdraw("echo");
    assertThat(storage.current()).containsSame(first);

    storage.withdraw("sessions");
    assertThat(storage.current()).isEmpty();
  }
}
