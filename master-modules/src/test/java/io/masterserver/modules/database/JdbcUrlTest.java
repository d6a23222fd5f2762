package io.masterserver.modules.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The address of the database")
class JdbcUrlTest {

  private static final Path HOME = Path.of("/srv/game");

  @Test
  void starts_in_the_home_folder_if_it_is_a_relative_file() {
    assertThat(JdbcUrl.parse("jdbc:h2:file:./data/master", HOME).file())
        .contains(HOME.resolve("data/master"));
    assertThat(JdbcUrl.parse("jdbc:h2:data/master", HOME).file())
        .contains(HOME.resolve("data/master"));
    assertThat(JdbcUrl.parse("jdbc:h2:file:/var/lib/master", HOME).file())
        .contains(Path.of("/var/lib/master"));
  }

  @Test
  void names_no_file_of_ours_if_it_is_elsewhere() {
    assertThat(JdbcUrl.parse("jdbc:h2:mem:test", HOME).file()).isEmpty();
    assertThat(JdbcUrl.parse("jdbc:h2:tcp://host/master", HOME).file()).isEmpty();
    assertThat(JdbcUrl.parse("jdbc:postgresql://host/master", HOME).file()).isEmpty();
  }

  @Test
  void may_change_what_is_added_for_h2() {
    String url = JdbcUrl.parse("jdbc:h2:mem:test;write_delay=100", HOME).url();

    assertThat(url).contains("write_delay=100", "MODE=PostgreSQL").doesNotContain("WRITE_DELAY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host:5432/master?user=me&sslmode=require&password=s3cret%21",
        "jdbc:h2:mem:test;USER=me;PASSWORD=s3cret!;CACHE_SIZE=100"
      })
  void gives_user_and_password_to_the_driver_and_to_nobody_else(String text) {
    JdbcUrl url = JdbcUrl.parse(text, HOME);

    assertThat(url.user()).contains("me");
    assertThat(url.password()).contains("s3cret!");
    assertThat(url.url() + url + url.shown()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://me:s3cret@host/master?password=s3cret",
        "jdbc:postgresql://me:s3cret@host/master",
        "jdbc:postgresql://host:port/master?password=s3cret",
        "postgres://me:s3cret@host/master",
        "s3cret"
      })
  void is_refused_in_one_line_without_the_password(String text) {
    assertThatThrownBy(() -> settings(Map.of("jdbc-url", text)))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageStartingWith("master.database.jdbc-url: ")
        .hasMessageContaining("expected: jdbc:")
        .hasMessageContaining("set in")
        .hasMessageNotContaining("s3cret")
        .message()
        .hasLineCount(1);
  }

  @Test
  void is_not_the_only_setting_that_is_checked() {
    assertThatThrownBy(() -> settings(Map.of("pool-size", 0)))
        .hasMessageStartingWith("master.database.pool-size: 0 (expected: 1..1000; set in ");
    assertThatThrownBy(() -> settings(Map.of("statement-timeout", "10ms")))
        .hasMessageStartingWith(
            "master.database.statement-timeout: PT0.01S (expected: PT1S..PT1H; set in ");
    assertThatThrownBy(() -> settings(Map.of("password", java.util.List.of("s3cret"))))
        .hasMessageStartingWith("master.database.password: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void is_all_that_settings_show() {
    assertThat(settings(Map.of("user", "me", "password", "s3cret")).toString())
        .contains("jdbc:h2:")
        .doesNotContain("s3cret");
  }

  private static DatabaseSettings settings(Map<String, ?> own) {
    return DatabaseSettings.from(
        ConfigFactory.parseMap(own, "the test")
            .withFallback(ConfigFactory.defaultReference().getConfig("master.database")));
  }
}
