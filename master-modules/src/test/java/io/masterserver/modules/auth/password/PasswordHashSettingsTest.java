package io.masterserver.modules.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of password hashing")
class PasswordHashSettingsTest {

  @Test
  void ask_for_what_owasp_does_by_default() {
    PasswordHashSettings settings = PasswordHashSettings.from(auth(""));

    assertThat(settings.cost()).isEqualTo(new Argon2Cost(19 * 1024, 2, 1));
    assertThat(settings.atOnce())
        .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    assertThat(settings.waiting()).isEqualTo(200);
    assertThat(settings.waitAtMost()).isEqualTo(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @CsvSource({"46 MiB, 1", "19 MiB, 2", "12 MiB, 3", "9 MiB, 4", "7 MiB, 5", "7 MiB, 64"})
  void take_less_memory_more_often(String memory, int iterations) {
    Config auth = auth("memory = %s, iterations = %d".formatted(memory, iterations));

    assertThat(PasswordHashSettings.from(auth).cost().iterations()).isEqualTo(iterations);
  }

  @ParameterizedTest
  @CsvSource({"45 MiB, 1", "18 MiB, 2", "11 MiB, 3", "8 MiB, 4", "6 MiB, 5", "6 MiB, 64"})
  void refuse_what_is_too_cheap_and_say_where_it_is_written(String memory, int iterations) {
    Config auth = auth("memory = %s, iterations = %d".formatted(memory, iterations));

    assertThatThrownBy(() -> PasswordHashSettings.from(auth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("master.auth.password-hash.memory: ")
        .hasMessageContaining("KiB with %d iterations (expected: at least 46 MiB", iterations)
        .hasMessageContaining("set in String: 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          memory = 257 MiB                    | master.auth.password-hash.memory: 269484032 bytes
          iterations = 0                      | master.auth.password-hash.iterations: 0 (expected: 1..64
          memory = 256 MiB, iterations = 5    | master.auth.password-hash: memory in KiB, times iterations
          parallelism = 17                    | master.auth.password-hash.parallelism: 17 (expected: 1..16
          at-once = -1                        | master.auth.password-hash.at-once: -1 (expected: 0..1024
          waiting = -1                        | master.auth.password-hash.waiting: -1
          wait-at-most = 0s                   | master.auth.password-hash.wait-at-most: PT0S
          wait-at-most = 2m                   | master.auth.password-hash.wait-at-most: PT2M
          at-once = 1024                      | master.auth.password-hash.at-once: 1024 x 19456 KiB
          """)
  void refuse_what_is_out_of_bounds(String text, String message) {
    assertThatThrownBy(() -> PasswordHashSettings.from(auth(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Config auth(String text) {
    return ConfigFactory.parseString("master.auth.password-hash { %s }".formatted(text))
        .withFallback(ConfigFactory.load())
        .getConfig("master.auth");
  }
}
