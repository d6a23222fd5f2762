package io.masterserver.tests.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The program, told to import accounts")
@Timeout(120)
class ImportAccountsTest {

  /** Of "secret", made by the ancestor. */
  private static final String MSF =
      "1000:l/h4qWPupDc9nl74syvyN1JYcefdttFV:ymSWUf+WNSVk48nFvARoQJ4F4DHodfxm";

  /** Of "password", made by the reference implementation. */
  private static final String ARGON2ID =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  private static final String COLUMNS = "username,email,password_hash\n";
  private static final int MANY = 200_000;

  @TempDir Path home;

  @Test
  void lets_players_in_with_their_old_passwords_and_makes_the_hashes_new() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("accounts.csv"),
            COLUMNS
                + "Anna,anna@player.example,%s\n".formatted(MSF)
                + "Boris,,\"%s\"\n".formatted(ARGON2ID)
                + "Carla,,opensesame\n"
                + "ANNA,,%s\n".formatted(MSF));

    try (var program = ServerProcess.startAt(home, "import-accounts", file.toString())) {
      assertThat(program.awaitExit()).as("exit code: some were refused").isEqualTo(1);
      assertThat(program.stdout())
          .hasSize(3)
          .anyMatch(line -> line.startsWith("line 4 refused: password hash: "))
          .anyMatch(line -> line.startsWith("line 5 refused: username is taken"))
          .contains("2 accounts imported, 2 lines refused");
      assertThat(program.output()).doesNotContain("opensesame", MSF);
    }
    assertThat(hashes()).containsExactlyInAnyOrder(MSF, ARGON2ID);

    logInTo(ServerProcess.startAt(home, "--port", "0"));

    assertThat(hashes())
        .doesNotContain(MSF)
        .hasSize(2)
        .allMatch(hash -> hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  }

  private static void logInTo(ServerProcess program) {
    try (program) {
      try (AccountClient client = AccountClient.connect(program)) {
        assertThat(client.tryLogIn("anna", "Secret").status()).isEqualTo(Status.UNAUTHORIZED);
        assertThat(client.tryLogIn("anna", "secret").isSuccess()).isTrue();
      }
      try (AccountClient client = AccountClient.connect(program)) {
        assertThat(client.tryLogIn("boris", "password").isSuccess()).isTrue();
      }
      program.terminate();
      assertThat(program.awaitExit()).isZero();
    }
  }

  @Test
  void has_stored_nothing_when_it_was_killed_in_the_middle() throws IOException {
    Path file = home.resolve("many.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(COLUMNS);
      for (int i = 0; i < MANY; i++) {
        out.write("player%d,,%s\n".formatted(i, MSF));
      }
    }

    try (var program = ServerProcess.startAt(home, "import-accounts", file.toString())) {
      Await.until("progress", () -> !program.stderr().isEmpty());
      program.kill();
      assertThat(program.stderr()).contains("10000 lines: 10000 accepted, 0 refused");
      assertThat(program.stdout()).as("it has not finished").isEmpty();
    }

    assertThat(hashes()).isEmpty();
  }

  /** Only while no program has the file. */
  private List<String> hashes() {
    return new AccountTables(
            "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                .formatted(home.resolve("data/master")),
            "",
            "")
        .strings("SELECT password_hash FROM accounts");
  }
}
