package io.masterserver.modules.auth.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.masterserver.api.ServerCommand;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.AccountTables;
import io.masterserver.modules.auth.account.JdbcAccountRepository;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.TestDatabase;
import io.masterserver.modules.database.TestDatabases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The command import-accounts")
@ParameterizedClass
@EnumSource(TestDatabases.class)
class ImportAccountsCommandTest {

  private static final String MSF_HASH =
      "1000:l/h4qWPupDc9nl74syvyN1JYcefdttFV:ymSWUf+WNSVk48nFvARoQJ4F4DHodfxm";
  private static final String HEADER = "username,email,password_hash,email_confirmed,is_admin";

  @TempDir private Path folder;

  private final TestDatabase place;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  ImportAccountsCommandTest(TestDatabases kind) {
    this.place = kind.fresh();
  }

  @Test
  void is_found_by_the_launcher() {
    assertThat(ServiceLoader.load(ServerCommand.class))
        .hasAtLeastOneElementOfType(ImportAccountsCommand.class);
  }

  @Test
  void takes_accounts_with_all_that_is_known_of_them() throws IOException {
    String phc =
        "\"$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc\"";
    Path file =
        file(
            HEADER + ",property:clan,property:motto",
            "Anna,anna@example.com," + MSF_HASH + ",True,1,Żółw,\"one, \"\"two\"\"\nthree\"",
            "Boris,," + phc + ",,false,,");

    assertThat(run(file)).isZero();

    Account anna = find("ANNA").orElseThrow();
    assertThat(anna.username()).isEqualTo("Anna");
    assertThat(anna.email()).contains("anna@example.com");
    assertThat(anna.passwordHash()).isEqualTo(MSF_HASH);
    assertThat(anna.emailConfirmed()).isTrue();
    assertThat(anna.admin()).isTrue();
    assertThat(anna.properties()).isEqualTo(Map.of("clan", "Żółw", "motto", "one, \"two\"\nthree"));
    Account boris = find("Boris").orElseThrow();
    assertThat(boris.email()).isEmpty();
    assertThat(boris.admin()).isFalse();
    assertThat(boris.properties()).isEmpty();
    assertThat(out()).isEqualTo("2 accounts imported, 0 lines refused\n");
    assertThat(err()).isEmpty();
  }

  @Test
  void reports_each_refused_line_without_its_secrets_and_takes_the_others() throws IOException {
    Path file =
        file(
            HEADER,
            "Anna,anna@example.com," + MSF_HASH + ",true,false",
            "ANNA,other@example.com," + MSF_HASH + ",,",
            "Boris,ANNA@example.com," + MSF_HASH + ",,",
            "Boris,boris@example.com,opensesame,,",
            "",
            "Boris,boris@example.com," + MSF_HASH + ",perhaps,",
            "Boris,nowhere," + MSF_HASH + ",,",
            "Boris,,,,",
            " Boris,," + MSF_HASH + ",,",
            ",," + MSF_HASH + ",,",
            "Boris," + MSF_HASH,
            "Boris,," + MSF_HASH + ",true,",
            "x".repeat(65) + ",," + MSF_HASH + ",,",
            "Boris,boris@example.com,,,");

    assertThat(run(file)).isEqualTo(1);

    assertThat(out().lines())
        .containsExactly(
            "line 3 refused: username is taken, in the database or by an earlier line",
            "line 4 refused: email is taken, in the database or by an earlier line",
            "line 5 refused: password hash: 1 parts between colons (expected: rounds:salt:hash, or $argon2id$..)",
            "line 7 refused: email_confirmed: neither true nor false",
            "line 8 refused: email: no address (expected: name@host)",
            "line 9 refused: neither a password_hash nor an email to set a password by",
            "line 10 refused: username: has spaces around it, or control characters",
            "line 11 refused: no username",
            "line 12 refused: 2 values (expected: 5, as many as columns)",
            "line 13 refused: email_confirmed without an email",
            "line 14 refused: user name: 65 characters (expected: 1..64)",
            "2 accounts imported, 11 lines refused");
    assertThat(find("Anna")).isPresent();
    assertThat(find("Boris")).isPresent();
  }

  @Test
  void refuses_what_the_database_has_already() throws IOException {
    Path file = file(HEADER, "Anna,anna@example.com," + MSF_HASH + ",,");
    run(file);

    assertThat(run(file)).isEqualTo(1);

    assertThat(out()).contains("line 2 refused: username is taken");
  }

  @Test
  void stores_nothing_when_the_file_breaks_off_in_the_middle() throws IOException {
    Path file = folder.resolve("accounts.csv");
    String lines = HEADER + "\n" + accounts(0, 2000) + "\"Zoe";
    Files.writeString(file, lines);

    assertThat(run(file)).isEqualTo(2);

    assertThat(err()).contains("accounts.csv, line 2002: ", "; nothing was stored");
    assertThat(find("player0")).isEmpty();
    assertThat(find("player1999")).isEmpty();
  }

  @Test
  void stores_nothing_when_it_is_only_tried() throws IOException {
    Path file = file(HEADER, accounts(0, 3), "Boris,nowhere,x,,");

    assertThat(run("--dry-run", file.toString())).isEqualTo(1);

    assertThat(out())
        .contains("3 accounts could be imported (dry run: nothing was stored), 1 lines refused");
    assertThat(find("player0")).isEmpty();
  }

  @Test
  void tells_how_far_it_is() throws IOException {
    Path file = file(HEADER, accounts(0, 20_001));

    assertThat(run(file)).isZero();

    assertThat(err().lines())
        .containsExactly(
            "10000 lines: 10000 accepted, 0 refused", "20000 lines: 20000 accepted, 0 refused");
    assertThat(find("player20000")).isPresent();
  }

  @Test
  void reads_files_that_begin_with_a_byte_order_mark() throws IOException {
    Path file = file("\uFEFF" + HEADER, "Ünal,," + MSF_HASH + ",,");

    assertThat(run(file)).isZero();

    assertThat(find("ünal")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1", "UTF-16"})
  void refuses_files_that_are_not_utf_8(String encoding) throws IOException {
    Path file = folder.resolve("accounts.csv");
    Files.writeString(file, HEADER + "\nÜnal,," + MSF_HASH + ",,\n", Charset.forName(encoding));

    assertThat(run(file)).isEqualTo(2);

    assertThat(err()).contains("not UTF-8 (save it as UTF-8); nothing was stored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          username,email                   | line 1: no column 'password_hash'
          Username,password_hash           | line 1: unknown column 'Username' (expected: username,
          username,username,password_hash  | line 1: column 'username' is there twice
          username,password_hash,property: | line 1: unknown column 'property:'
          ''                               | empty (expected: a line that names the columns)
          """)
  void refuses_files_with_wrong_columns(String header, String message) throws IOException {
    assertThat(run(file(header))).isEqualTo(2);

    assertThat(err()).contains(message, "; nothing was stored");
  }

  @Test
  void refuses_lines_without_end() throws IOException {
    Path file = file(HEADER, "\"Anna" + "a".repeat(BoundedRecords.MAX_RECORD + 20_000));

    assertThat(run(file)).isEqualTo(2);

    assertThat(err()).contains("a line of more than 4194304 characters (is a quote not closed?)");
  }

  @Test
  void says_that_there_is_no_such_file() {
    assertThat(run("nowhere.csv")).isEqualTo(2);

    assertThat(err()).isEqualTo("import-accounts: nowhere.csv: no such file; nothing was stored\n");
  }

  @Test
  void says_how_it_is_used() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("a.csv", "b.csv")).isEqualTo(2);
    assertThat(run("--dryrun", "a.csv")).isEqualTo(2);
    assertThat(run("--dry-run")).isEqualTo(2);

    assertThat(err().lines().filter(line -> line.startsWith("usage: import-accounts"))).hasSize(4);
    assertThat(run("--help")).isZero();
  }

  private static String accounts(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            number ->
                "player%d,player%d@example.com,%s,true,false\n".formatted(number, number, MSF_HASH))
        .collect(Collectors.joining());
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("accounts.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
  }

  private int run(Path file) {
    return run(file.toString());
  }

  private int run(String... arguments) {
    Config config =
        place.config().atPath("master.database").withFallback(ConfigFactory.defaultReference());
    return new ImportAccountsCommand()
        .run(
            config,
            List.of(arguments),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Optional<Account> find(String username) {
    try (JdbcDatabase database = place.open()) {
      AccountTables.migrate(database);
      AccountRepository accounts = new JdbcAccountRepository(database);
      return accounts.findByUsername(username);
    }
  }
}
