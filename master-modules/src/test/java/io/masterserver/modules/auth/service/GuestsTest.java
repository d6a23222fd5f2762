package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.ELSEWHERE;
import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A log-in as a guest")
class GuestsTest {

  @Test
  void makes_up_a_name_and_stores_nothing() {
    try (var test = new TestServices()) {
      LogInOutcome one = test.services.logIns().asGuest(HERE);
      LogInOutcome other = test.services.logIns().asGuest(HERE);

      assertThat(one.guest()).isTrue();
      assertThat(one.account().username()).matches("Guest-\\d+");
      assertThat(one.account().username()).isNotEqualTo(other.account().username());
      assertThat(one.account().id()).isNotEqualTo(other.account().id());
      assertThat(test.stores.accounts().findById(one.account().id())).isEmpty();
    }
  }

  @Test
  void is_refused_where_there_are_none() {
    try (var test = new TestServices("guests.enabled = off")) {
      assertRefused(
          () -> test.services.logIns().asGuest(HERE), Status.FAILED, "Guests cannot log in here");
    }
  }

  @Test
  void is_limited_by_address() {
    try (var test = new TestServices("limits.guests-per-hour = 2")) {
      test.services.logIns().asGuest(HERE);
      test.services.logIns().asGuest(HERE);

      assertRefused(
          () -> test.services.logIns().asGuest(HERE),
          Status.RATE_LIMITED,
          "Too many attempts: try again in 1800 seconds");
      assertThat(test.services.logIns().asGuest(ELSEWHERE).guest()).isTrue();
    }
  }
}
