package io.masterserver.modules.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The templates of mails")
class TemplatesTest {

  private static final Map<String, String> VALUES =
      Map.of("username", "anna", "code", "K7XQ2M", "minutes", "15");

  @TempDir private Path folder;

  private final Templates own = Templates.load(Optional.empty(), "Castle");

  private Templates withFile(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return Templates.load(Optional.of(folder), "Castle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password-reset", "email-confirmation"})
  void that_come_with_the_server_say_who_what_and_for_how_long(String template) {
    RenderedMail mail = own.render(template, VALUES);

    assertThat(mail.subject()).startsWith("Castle: ");
    assertThat(mail.text()).contains("Hello anna,", "K7XQ2M", "within 15 minutes", "Castle");
    assertThat(mail.subject() + mail.text()).doesNotContain("{", "}");
  }

  @Test
  void are_replaced_by_files_of_the_same_name_and_others_stay() throws IOException {
    Templates templates =
        withFile("password-reset.txt", "Subject: Grüße\r\n\r\n{code}, {username}!\r\n");

    assertThat(templates.render("password-reset", VALUES))
        .isEqualTo(new RenderedMail("Grüße", "K7XQ2M, anna!\n"));
    assertThat(templates.render("email-confirmation", VALUES).text()).contains("K7XQ2M");
  }

  @Test
  void take_values_as_they_are() throws IOException {
    Templates templates = withFile("plain.txt", "Subject: {username}\n\n{username} {code}\n");

    assertThat(templates.render("plain", Map.of("username", "{code}$1\\", "code", "K7XQ2M")))
        .isEqualTo(new RenderedMail("{code}$1\\", "{code}$1\\ K7XQ2M\n"));
  }

  @Test
  void are_refused_at_start_with_a_placeholder_that_nothing_stands_for() {
    assertThatThrownBy(() -> withFile("password-reset.txt", "Subject: a\n\n{user}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "password-reset.txt", "{user}", "[code, minutes, server, username]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hello", "Subject: \n\ntext", "Subject: a\rBcc: b\n\ntext"})
  void are_refused_at_start_without_a_subject(String text) {
    assertThatThrownBy(() -> withFile("password-reset.txt", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("password-reset.txt", "expected: 'Subject: …'");
  }

  @Test
  void are_refused_at_start_without_a_text() {
    assertThatThrownBy(() -> withFile("password-reset.txt", "Subject: a\n\n"))
        .hasMessageContainingAll("password-reset.txt", "no text after the subject");
  }

  @Test
  void are_refused_at_start_when_they_are_not_in_utf_8() throws IOException {
    Files.write(folder.resolve("a.txt"), "Subject: a\n\nä".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Templates.load(Optional.of(folder), "Castle"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("a.txt", "expected: text in UTF-8");
  }

  @Test
  void are_refused_at_start_when_there_is_no_such_folder() {
    assertThatThrownBy(() -> Templates.load(Optional.of(folder.resolve("none")), "Castle"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("master.mail.templates", "none", "expected: a folder");
  }

  @Test
  void that_do_not_exist_are_named_with_those_that_do() {
    assertThatThrownBy(() -> own.render("pasword-reset", VALUES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'pasword-reset'", "[email-confirmation, password-reset]");
  }

  @Test
  void need_a_value_for_each_placeholder() {
    assertThatThrownBy(() -> own.render("password-reset", Map.of("username", "a", "code", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mail template 'password-reset': no value for {minutes}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nBcc: eve@example.org",
        "x\nBcc: eve@example.org",
        "x\rBcc: eve@example.org",
        "x\u0085y",
        "x\u2028y",
        "x\u0000y"
      })
  void take_no_value_with_a_line_break(String value) {
    assertThatThrownBy(
            () ->
                own.render(
                    "password-reset", Map.of("username", value, "code", "b", "minutes", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("{username}", "one line")
        .hasMessageNotContaining("eve");
  }

  @Test
  void take_no_value_for_a_placeholder_that_does_not_exist() {
    assertThatThrownBy(() -> own.render("password-reset", Map.of("token", "K7XQ2M")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{token}")
        .hasMessageNotContaining("K7XQ2M");
  }
}
