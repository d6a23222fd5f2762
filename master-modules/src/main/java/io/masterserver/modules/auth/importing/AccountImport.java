package io.masterserver.modules.auth.importing;

import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountRows;
import io.masterserver.modules.auth.account.CaseFolding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Takes the lines of a file into the table of accounts, some at a time, within one transaction.
 *
 * <p>A name or e-mail that is taken already, in the database or by an earlier line that was
 * accepted, refuses a line.
 */
final class AccountImport {

  /** Lines that are looked up and stored together. */
  private static final int BATCH = 500;

  /** Characters of lines that wait to be stored: large accounts go in smaller batches. */
  private static final int BATCH_CHARACTERS = 1024 * 1024;

  private static final String TAKEN = " is taken, in the database or by an earlier line";

  /**
   * @param account empty if the line was refused
   * @param reason why it was
   */
  private record Line(long number, Optional<Account> account, String reason) {

    Optional<String> name() {
      return account.map(Account::username).map(CaseFolding::fold);
    }

    Optional<String> email() {
      return account.flatMap(Account::email).map(CaseFolding::fold);
    }
  }

  private final Handle transaction;
  private final ImportReport report;
  private final List<Line> batch = new ArrayList<>();
  private long characters;

  AccountImport(Handle transaction, ImportReport report) {
    this.transaction = transaction;
    this.report = report;
  }

  /**
   * Reads the file to its end.
   *
   * @throws UnusableFile if it is broken somewhere
   */
  void take(AccountFile file, AccountColumns columns, Instant now) {
    while (file.hasNext()) {
      List<String> values = file.next();
      batch.add(read(file.line(), values, columns, now));
      characters += values.stream().mapToLong(String::length).sum();
      if (batch.size() == BATCH || characters > BATCH_CHARACTERS) {
        store();
      }
    }
    store();
  }

  private static Line read(long number, List<String> values, AccountColumns columns, Instant now) {
    try {
      return new Line(number, Optional.of(columns.account(values, now)), "");
    } catch (LineRefused e) {
      return new Line(number, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private void store() {
    Set<String> names = new HashSet<>(AccountRows.takenUsernames(transaction, known(Line::name)));
    Set<String> emails = new HashSet<>(AccountRows.takenEmails(transaction, known(Line::email)));
    List<Account> accepted = new ArrayList<>();
    for (Line line : batch) {
      Optional<String> refusal = refusal(line, names, emails);
      if (refusal.isPresent()) {
        report.refuse(line.number(), refusal.get());
      } else {
        line.name().ifPresent(names::add);
        line.email().ifPresent(emails::add);
        line.account().ifPresent(accepted::add);
        report.accept();
      }
    }
    AccountRows.insertAll(transaction, accepted);
    batch.clear();
    characters = 0;
  }

  private static Optional<String> refusal(Line line, Set<String> names, Set<String> emails) {
    if (line.account().isEmpty()) {
      return Optional.of(line.reason());
    }
    if (line.name().filter(names::contains).isPresent()) {
      return Optional.of("username" + TAKEN);
    }
    return line.email().filter(emails::contains).map(email -> "email" + TAKEN);
  }

  private List<String> known(Function<Line, Optional<String>> key) {
    return batch.stream().map(key).flatMap(Optional::stream).toList();
  }
}
