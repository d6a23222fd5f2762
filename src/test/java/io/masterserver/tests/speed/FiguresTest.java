package io.masterserver.tests.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of figures")
class FiguresTest {

  @Test
  void has_a_line_for_each() {
    var text = new ByteArrayOutputStream();
    var figures = new Figures(new PrintStream(OutputStream.nullOutputStream()));

    figures.add("messages", "%,.0f", 1234, "all of them");
    figures.print(new PrintStream(text, true, StandardCharsets.UTF_8));

    assertThat(text.toString(StandardCharsets.UTF_8))
        .endsWith("|---|---:|---|%n| messages | 1,234 | all of them |%n".formatted());
  }

  @Test
  void takes_the_middle_of_its_rounds() {
    assertThat(Figures.median(9, 1, 5)).isEqualTo(5);
  }
}
