package io.masterserver.modules.auth.importing;

import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.auth.account.AccountLimits;
import io.masterserver.modules.auth.password.MalformedHash;
import io.masterserver.modules.auth.password.StoredHash;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Which column of the file is what, and how a line becomes an account. */
final class AccountColumns {

  static final String USERNAME = "username";
  static final String EMAIL = "email";
  static final String PASSWORD_HASH = "password_hash";
  static final String EMAIL_CONFIRMED = "email_confirmed";
  static final String IS_ADMIN = "is_admin";
  static final String PROPERTY = "property:";

  private static final Set<String> REQUIRED = Set.of(USERNAME, PASSWORD_HASH);
  private static final Set<String> OPTIONAL = Set.of(EMAIL, EMAIL_CONFIRMED, IS_ADMIN);
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final List<String> names;

  /**
   * @param path of the file, for messages
   * @throws UnusableFile if a column is missing, unknown or there twice
   */
  AccountColumns(Path path, List<String> header) {
    this.names = header.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!isKnown(name)) {
        throw new UnusableFile(
            "%s, line 1: unknown column '%s' (expected: username, email, password_hash, email_confirmed, is_admin, property:<name>)"
                .formatted(path, name));
      }
      if (!seen.add(name)) {
        throw new UnusableFile("%s, line 1: column '%s' is there twice".formatted(path, name));
      }
    }
    REQUIRED.stream()
        .filter(name -> !seen.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new UnusableFile(
                  "%s, line 1: no column '%s' (the first line names the columns)"
                      .formatted(path, name));
            });
  }

  private static boolean isKnown(String name) {
    return REQUIRED.contains(name)
        || OPTIONAL.contains(name)
        || (name.startsWith(PROPERTY) && name.length() > PROPERTY.length());
  }

  /**
   * Makes an account of a line.
   *
   * @throws LineRefused if it is none
   */
  Account account(List<String> values, Instant now) throws LineRefused {
    if (values.size() != names.size()) {
      throw new LineRefused(
          "%d values (expected: %d, as many as columns)".formatted(values.size(), names.size()));
    }
    Map<String, String> line = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      line.put(names.get(i), values.get(i));
    }
    Optional<String> email = email(line.getOrDefault(EMAIL, "").strip());
    var account =
        new Account(
            UUID.randomUUID().toString(),
            username(line.getOrDefault(USERNAME, "")),
            email,
            flag(line, EMAIL_CONFIRMED),
            hash(line.getOrDefault(PASSWORD_HASH, "").strip(), email),
            flag(line, IS_ADMIN),
            Optional.empty(),
            properties(line),
            now,
            0);
    if (account.emailConfirmed() && email.isEmpty()) {
      throw new LineRefused("email_confirmed without an email");
    }
    return fitting(account);
  }

  private static Account fitting(Account account) throws LineRefused {
    try {
      AccountLimits.check(account);
      return account;
    } catch (IllegalArgumentException e) {
      throw new LineRefused(String.valueOf(e.getMessage()));
    }
  }

  private static String username(String value) throws LineRefused {
    if (value.isBlank()) {
      throw new LineRefused("no username");
    }
    if (!value.equals(value.strip()) || CONTROL.matcher(value).find()) {
      throw new LineRefused("username: has spaces around it, or control characters");
    }
    return value;
  }

  private static Optional<String> email(String value) throws LineRefused {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!ADDRESS.matcher(value).matches()) {
      throw new LineRefused("email: no address (expected: name@host)");
    }
    return Optional.of(value);
  }

  private static String hash(String value, Optional<String> email) throws LineRefused {
    if (value.isEmpty()) {
      if (email.isEmpty()) {
        throw new LineRefused("neither a password_hash nor an email to set a password by");
      }
      return value;
    }
    try {
      StoredHash.parse(value);
      return value;
    } catch (MalformedHash e) {
      throw new LineRefused(String.valueOf(e.getMessage()));
    }
  }

  private static boolean flag(Map<String, String> line, String name) throws LineRefused {
    return switch (line.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> throw new LineRefused(name + ": neither true nor false");
    };
  }

  private static Map<String, String> properties(Map<String, String> line) {
    Map<String, String> properties = new HashMap<>();
    line.forEach(
        (name, value) -> {
          if (name.startsWith(PROPERTY) && !value.isEmpty()) {
            properties.put(name.substring(PROPERTY.length()), value);
          }
        });
    return properties;
  }
}
