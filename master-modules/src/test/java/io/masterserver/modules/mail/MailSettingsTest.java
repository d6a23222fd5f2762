package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.masterserver.modules.mail.SmtpSettings.Security;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The settings of mail")
class MailSettingsTest {

  private static final String SERVER = "host = smtp.example.org, from = \"no-reply@example.org\"\n";

  private static MailSettings settings(String text) {
    Config written =
        ConfigFactory.parseString(
            "master.mail {" + text + "}",
            ConfigParseOptions.defaults().setOriginDescription("test.conf"));
    return MailSettings.from(
        written
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve()
            .getConfig("master.modules.mail"));
  }

  @Test
  void name_no_mail_server_by_default() {
    assertThat(settings("").smtp()).isEmpty();
  }

  @Test
  void protect_the_connection_by_default() {
    SmtpSettings smtp = settings(SERVER).smtp().orElseThrow();

    assertThat(smtp.security()).isEqualTo(Security.STARTTLS);
    assertThat(smtp.port()).isEqualTo(587);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port = 0                  | master.mail.port: 0         | 1..65535",
        "security = ssl            | master.mail.security: ssl   | starttls, tls or none",
        "from = \"\"               | master.mail.from: not set   | no-reply@example.org",
        "from = nobody             | master.mail.from: not valid | no-reply@example.org",
        "user = game               | master.mail.user: set alone | user and password, or neither",
        "password = hunter2        | master.mail.password: set alone | user and password, or neither",
        "server-name = \" \"       | master.mail.server-name     | 1..64 characters",
        "server-name = \"a\\r\\nb\" | master.mail.server-name    | no line breaks",
        "read-timeout = 0s         | master.mail.read-timeout    | PT0.1S..PT24H",
        "lease = 1m                | master.mail.lease: PT1M     | PT2M40S..PT24H",
        "last-retry-delay = 1s     | master.mail.last-retry-delay: PT1S | PT5S..PT24H",
        "max-tries = 0             | master.mail.max-tries: 0    | 1..1000",
        "max-queued = 0            | master.mail.max-queued: 0   | 1..1000000",
        "poll-interval = 1ms       | master.mail.poll-interval   | PT1S..PT24H",
      })
  void are_refused_with_key_value_what_is_allowed_and_where_it_is_set(
      String setting, String found, String expected) {
    assertThatThrownBy(() -> settings(SERVER + setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(found, expected, "set in test.conf: ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void never_let_a_password_out_in_the_clear() {
    assertThatThrownBy(() -> settings(SERVER + "security = none, user = game, password = hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("master.mail.security: none, with a user", "in the clear")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "\"::1\""})
  void let_a_password_go_unprotected_to_this_machine(String host) {
    MailSettings settings =
        settings(SERVER + "security = none, user = game, password = hunter2, host = " + host);

    assertThat(settings.smtp().orElseThrow().security()).isEqualTo(Security.NONE);
  }

  @Test
  void do_not_take_a_name_for_this_machine_that_only_begins_like_it() {
    assertThatThrownBy(
            () ->
                settings(
                    SERVER
                        + "security = none, user = a, password = b, host = 127.0.0.1.example.org"))
        .hasMessageContaining("in the clear");
  }

  @Test
  void do_not_show_password_user_and_address() {
    MailSettings settings = settings(SERVER + "user = gamer, password = hunter2");

    assertThat(settings.toString()).doesNotContain("hunter2", "gamer", "no-reply");
  }

  @Test
  void double_the_delay_of_each_try_up_to_the_longest() {
    var retry = new RetrySettings(Duration.ofSeconds(5), Duration.ofSeconds(30), 20);

    assertThat(retry.delayAfter(1)).hasSeconds(5);
    assertThat(retry.delayAfter(2)).hasSeconds(10);
    assertThat(retry.delayAfter(3)).hasSeconds(20);
    assertThat(retry.delayAfter(4)).hasSeconds(30);
    assertThat(retry.delayAfter(1000)).hasSeconds(30);
  }
}
