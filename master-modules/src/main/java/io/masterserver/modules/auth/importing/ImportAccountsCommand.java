package io.masterserver.modules.auth.importing;

import com.typesafe.config.Config;
import io.masterserver.api.ServerCommand;
import io.masterserver.modules.auth.account.AccountTables;
import io.masterserver.modules.database.Database;
import io.masterserver.modules.database.DatabaseRefused;
import io.masterserver.modules.database.DatabaseSettings;
import io.masterserver.modules.database.DatabaseUnavailable;
import io.masterserver.modules.database.JdbcDatabase;
import io.masterserver.modules.database.UniqueConstraintViolated;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bin/master-server import-accounts [--dry-run] FILE.csv}: takes accounts of an earlier
 * installation over.
 *
 * <p>Everything that is accepted is stored in one transaction: whatever ends the program, either
 * all of it is there or nothing.
 */
public final class ImportAccountsCommand implements ServerCommand {

  private static final int ALL_TAKEN = 0;
  private static final int SOME_REFUSED = 1;
  private static final int NOTHING_DONE = 2;

  private static final String DRY_RUN = "--dry-run";
  private static final String USAGE =
      """
      usage: import-accounts [--dry-run] FILE.csv
      FILE.csv is UTF-8; its first line names the columns: username, password_hash (Argon2id as PHC \
      string, or 1000:salt:hash of MSF), and if wanted email, email_confirmed, is_admin, \
      property:<name>.
      --dry-run  read and check everything, store nothing
      exit code  0 = all lines taken; 1 = some refused, the others taken; 2 = nothing stored""";

  /** Undoes the transaction. */
  private static final class OnlyTried extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OnlyTried() {
      super("only tried", null, false, false);
    }
  }

  @Override
  public String name() {
    return "import-accounts";
  }

  @Override
  public String description() {
    return "takes accounts from a CSV file into the database";
  }

  @Override
  public int run(Config config, List<String> arguments, PrintStream out, PrintStream err) {
    List<String> files = new ArrayList<>(arguments);
    boolean dryRun = files.remove(DRY_RUN);
    if (files.equals(List.of("--help"))) {
      out.println(USAGE);
      return ALL_TAKEN;
    }
    if (files.size() != 1 || files.getFirst().startsWith("-")) {
      err.println(USAGE);
      return NOTHING_DONE;
    }
    try {
      return run(config, Path.of(files.getFirst()), dryRun, out, err);
    } catch (UnusableFile | DatabaseRefused | DatabaseUnavailable e) {
      err.printf("import-accounts: %s; nothing was stored%n", e.getMessage());
    } catch (UniqueConstraintViolated e) {
      err.println(
          "import-accounts: somebody has registered one of these names or e-mails meanwhile;"
              + " nothing was stored (run it again)");
    }
    return NOTHING_DONE;
  }

  private static int run(
      Config config, Path path, boolean dryRun, PrintStream out, PrintStream err) {
    readHeader(path);
    DatabaseSettings settings = DatabaseSettings.from(config.getConfig("master.database"));
    ImportReport report;
    try (JdbcDatabase database = JdbcDatabase.open(settings)) {
      database.connect();
      AccountTables.migrate(database);
      report = store(database, path, dryRun, out, err);
    }
    out.printf(
        "%d accounts %s, %d lines refused%n",
        report.accepted(),
        dryRun ? "could be imported (dry run: nothing was stored)" : "imported",
        report.refused());
    return report.refused() == 0 ? ALL_TAKEN : SOME_REFUSED;
  }

  /** Before the database is touched. */
  private static void readHeader(Path path) {
    try (AccountFile file = AccountFile.open(path)) {
      new AccountColumns(path, file.header());
    }
  }

  private static ImportReport store(
      Database database, Path path, boolean dryRun, PrintStream out, PrintStream err) {
    List<ImportReport> attempts = new ArrayList<>();
    try {
      database.call(
          transaction -> {
            if (!attempts.isEmpty()) {
              err.println("others have changed the same rows: begins again");
            }
            attempts.add(new ImportReport(out, err));
            importAll(new AccountImport(transaction, attempts.getLast()), path);
            if (dryRun) {
              throw new OnlyTried();
            }
            return true;
          });
    } catch (OnlyTried e) {
      return attempts.getLast();
    }
    return attempts.getLast();
  }

  private static void importAll(AccountImport accounts, Path path) {
    try (AccountFile file = AccountFile.open(path)) {
      accounts.take(file, new AccountColumns(path, file.header()), Instant.now());
    }
  }
}
