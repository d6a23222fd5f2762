package io.masterserver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A section of settings")
class SettingsSectionTest {

  @Test
  void reads_values_of_every_kind() {
    SettingsSection news =
        news("title = News, tags = [a, b], open = on, most = 5, size = 2 KiB, every = 3 s");

    assertThat(news.text("title")).isEqualTo("News");
    assertThat(news.texts("tags")).containsExactly("a", "b");
    assertThat(news.flag("open")).isTrue();
    assertThat(news.number("most", 5, 5)).isEqualTo(5);
    assertThat(news.decimal("most", 0, 5)).isEqualTo(5);
    assertThat(news("rate = 0.25").decimal("rate", 0, 5)).isEqualTo(0.25);
    assertThat(news.bytes("size", 2048, 2048)).isEqualTo(2048);
    assertThat(news.duration("every")).hasSeconds(3);
    assertThat(news.duration("every", Duration.ofSeconds(3), Duration.ofSeconds(3))).hasSeconds(3);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "decimal = -0.1 | -0.1 (expected: 0..9; set in my.conf: 1)",
        "decimal = 9.01 | 9.01 (expected: 0..9; set in my.conf: 1)",
        "decimal = NaN  | NaN (expected: 0..9; set in my.conf: 1)",
        "decimal = few  | few (expected: 0..9; set in my.conf: 1)"
      })
  void refuses_decimals(String setting, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news(setting).decimal("decimal", 0, 9))
        .withMessage("master.modules.news.decimal: " + complaint);
  }

  @Test
  void takes_a_text_with_commas_for_a_list() {
    assertThat(news("tags = \"a, b,\"").texts("tags")).containsExactly("a", "b");
    assertThat(news("tags = \"\"").texts("tags")).isEmpty();
  }

  @Test
  void takes_one_of_several_texts_in_any_case() {
    assertThat(news("order = Newest").oneOf("order", List.of("newest", "oldest")))
        .isEqualTo("newest");
  }

  @Test
  void has_no_path_if_its_text_is_empty() {
    assertThat(news("folder = \"\"").path("folder")).isEmpty();
    assertThat(news("folder = here").path("folder")).contains(Path.of("here"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "number = 0     | 0 (expected: 1..9; set in my.conf: 1)",
        "number = 10    | 10 (expected: 1..9; set in my.conf: 1)",
        "number = many  | many (expected: 1..9; set in my.conf: 1)",
        "number = []    | a list (expected: 1..9; set in my.conf: 1)",
        "number = null  | not set (expected: 1..9; leave it out for the default)",
        "other = 1      | not set (expected: 1..9; leave it out for the default)"
      })
  void refuses_numbers(String setting, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news(setting).number("number", 1, 9))
        .withMessage("master.modules.news.number: " + complaint);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "size = 1 KiB | 1024 bytes (expected: 2048..8192 bytes, for example 4 KiB; set in my.conf: 1)",
        "size = 9 KiB | 9216 bytes (expected: 2048..8192 bytes, for example 4 KiB; set in my.conf: 1)",
        "size = huge  | huge (expected: 2048..8192 bytes, for example 4 KiB; set in my.conf: 1)"
      })
  void refuses_sizes(String setting, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news(setting).bytes("size", 2048, 8192))
        .withMessage("master.modules.news.size: " + complaint);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "every = 999 ms  | PT0.999S (expected: PT1S..PT1M; set in my.conf: 1)",
        "every = 61 s    | PT1M1S (expected: PT1S..PT1M; set in my.conf: 1)",
        "every = moment  | moment (expected: PT1S..PT1M; set in my.conf: 1)"
      })
  void refuses_times_out_of_range(String setting, String complaint) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> news(setting).duration("every", Duration.ofSeconds(1), Duration.ofMinutes(1)))
        .withMessage("master.modules.news.every: " + complaint);
  }

  @Test
  void refuses_a_time_of_nothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news("every = 0 s").duration("every"))
        .withMessageStartingWith(
            "master.modules.news.every: PT0S (expected: more than zero, for example 10 seconds;");
  }

  @Test
  void refuses_a_text_that_is_none_of_those_allowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news("order = best").oneOf("order", List.of("newest", "oldest")))
        .withMessage(
            "master.modules.news.order: best (expected: newest, oldest; set in my.conf: 1)");
  }

  @Test
  void does_not_show_what_may_be_a_secret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news("password = [hunter2]").text("password"))
        .withMessage("master.modules.news.password: a list (expected: a text; set in my.conf: 1)");
  }

  @Test
  void names_the_whole_way_to_a_value_of_a_section_within() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news("mail.open = perhaps").section("mail").flag("open"))
        .withMessage(
            "master.modules.news.mail.open: perhaps (expected: on or off; set in my.conf: 1)");
  }

  @Test
  void refuses_a_value_in_place_of_a_section() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> news("mail = 5").section("mail"))
        .withMessageStartingWith(
            "master.modules.news.mail: 5 (expected: a section, master.modules.news.mail { ... };");
  }

  private static SettingsSection news(String settings) {
    return new SettingsSection(
        ConfigFactory.parseString(
            settings, ConfigParseOptions.defaults().setOriginDescription("my.conf")),
        "master.modules.news");
  }
}
