package io.masterserver.modules.auth.service;

import static io.masterserver.modules.auth.service.TestServices.HERE;
import static io.masterserver.modules.auth.service.TestServices.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AdminChange;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.account.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An administrator")
class AdministrationTest {

  private final TestServices test = new TestServices("properties.max-count = 4");
  private final Administration administration = test.services.administration();
  private final Account anna = test.register("Anna");

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void finds_an_account_ignoring_case() {
    assertThat(administration.find("ANNA")).isEqualTo(anna);
    assertRefused(() -> administration.find("Boris"), Status.FAILED, "There is no such account");
  }

  @Test
  void bans_for_ever_and_lifts_it() {
    Account banned = administration.ban(new AccountBan("anna", " cheating ", 0), HERE);

    assertThat(banned.ban()).contains(new Account.Ban("cheating", Optional.empty()));
    assertThat(test.stored(anna)).isEqualTo(banned);
    assertThat(administration.liftBan("anna", HERE).ban()).isEmpty();
    assertThat(administration.liftBan("anna", HERE).ban()).isEmpty();
  }

  @Test
  void cannot_ban_without_a_reason_or_until_a_time_that_has_passed() {
    assertRefused(
        () -> administration.ban(new AccountBan("Anna", " ", 0), HERE),
        Status.INVALID,
        "Reason of a ban: 1 to 500 characters, in one line");
    assertRefused(
        () -> administration.ban(new AccountBan("Anna", "cheating", 1), HERE),
        Status.INVALID,
        "The end of the ban has passed: 1970-01-01T00:00:00.001Z");
  }

  @Test
  void takes_an_end_that_no_database_knows_for_none() {
    Account banned = administration.ban(new AccountBan("Anna", "cheating", Long.MAX_VALUE), HERE);

    assertThat(banned.ban().orElseThrow().until()).isEmpty();
  }

  @Test
  void makes_and_unmakes_administrators() {
    assertThat(administration.changeAdmin(new AdminChange("Anna", true), HERE).admin()).isTrue();
    assertThat(test.stored(anna).admin()).isTrue();
    assertThat(administration.changeAdmin(new AdminChange("Anna", false), HERE).admin()).isFalse();
  }

  @Test
  void changes_only_the_properties_that_are_named() {
    administration.changeProperties(anna.id(), Map.of("a", "1", "b", "2"), List.of());

    Account changed = administration.changeProperties(anna.id(), Map.of("b", "3"), List.of("a"));

    assertThat(changed.properties()).isEqualTo(Map.of("b", "3"));
    assertThat(test.stored(anna)).isEqualTo(changed);
  }

  @Test
  void loses_no_change_when_several_are_made_at_once() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 4)
          .forEach(
              i ->
                  threads.submit(
                      () ->
                          administration.changeProperties(
                              anna.id(), Map.of("key" + i, "value"), List.of())));
    }

    assertThat(test.stored(anna).properties()).hasSize(4);
  }

  @Test
  void cannot_keep_more_on_an_account_than_is_allowed() {
    assertRefused(
        () -> change(Map.of("a", "", "b", "", "c", "", "d", "", "e", "")),
        Status.INVALID,
        "Too many account properties: 5 (expected: 0 to 4)");
    assertRefused(
        () -> change(Map.of("k".repeat(65), "")),
        Status.INVALID,
        "Key of an account property is not allowed: 1 to 64 characters");
    assertRefused(
        () -> change(Map.of("a", "v".repeat(1025))),
        Status.INVALID,
        "Value of account property 'a' is not allowed: 0 to 1024 characters");
    assertRefused(
        () -> change(Map.of("a", "\0")),
        Status.INVALID,
        "Value of account property 'a' is not allowed: 0 to 1024 characters");
  }

  private void change(Map<String, String> set) {
    administration.changeProperties(anna.id(), set, List.of());
  }
}
