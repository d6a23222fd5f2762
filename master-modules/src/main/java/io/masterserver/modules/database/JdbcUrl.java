package io.masterserver.modules.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the database is.
 *
 * @param url for the driver, without user and password
 * @param shown for people: without parameters
 * @param user named in the address, if any
 * @param password named in the address, if any
 * @param file of an H2 in a file, without the driver's ending
 */
record JdbcUrl(
    String url,
    String shown,
    Optional<String> user,
    Optional<String> password,
    Optional<Path> file) {

  private static final String H2 = "jdbc:h2:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** {@code mem:}, {@code tcp:} and the like; one letter is a drive of Windows. */
  private static final Pattern H2_SCHEME = Pattern.compile("[A-Za-z]{2,}:.*");

  /**
   * What makes H2 read the same scripts as PostgreSQL, keep what it has said it keeps, leave its
   * end to the pool, and write no values into files of its own. What the address says wins.
   */
  private static final String[] H2_PARAMETERS = {
    "MODE=PostgreSQL",
    "DATABASE_TO_LOWER=TRUE",
    "DEFAULT_NULL_ORDERING=HIGH",
    "WRITE_DELAY=0",
    "DB_CLOSE_ON_EXIT=FALSE",
    "TRACE_LEVEL_FILE=0",
    "TRACE_LEVEL_SYSTEM_OUT=0"
  };

  /** In memory, it would be empty again whenever the pool has no connection. */
  private static final String H2_IN_MEMORY = "DB_CLOSE_DELAY=-1";

  /**
   * Reads an address of JDBC.
   *
   * @param home folder in which relative paths start
   * @throws IllegalArgumentException if it is none of a supported database; says why, without
   *     secrets
   */
  static JdbcUrl parse(String url, Path home) {
    if (url.startsWith(H2)) {
      return h2(url, home);
    }
    if (url.startsWith(POSTGRESQL)) {
      return postgresql(url);
    }
    throw new IllegalArgumentException(
        "'%s' (expected: %s… or %s…)".formatted(scheme(url), H2, POSTGRESQL));
  }

  boolean isPostgresql() {
    return url.startsWith(POSTGRESQL);
  }

  private static JdbcUrl h2(String url, Path home) {
    String[] parts = url.split(";");
    String place = parts[0].substring(H2.length());
    String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
    boolean inFile = !H2_SCHEME.matcher(path).matches() && !path.startsWith("~");
    Optional<Path> file =
        inFile ? Optional.of(home.resolve(path).toAbsolutePath().normalize()) : Optional.empty();
    String shown = file.map(absolute -> H2 + "file:" + absolute).orElse(parts[0]);
    var full = new StringBuilder(shown);
    Arrays.stream(parts)
        .skip(1)
        .filter(part -> !isCredential(part))
        .forEach(part -> add(full, part));
    for (String parameter : H2_PARAMETERS) {
      addIfAbsent(full, parts, parameter);
    }
    if (place.startsWith("mem:")) {
      addIfAbsent(full, parts, H2_IN_MEMORY);
    }
    return new JdbcUrl(
        full.toString(), shown, value(parts, "user"), value(parts, "password"), file);
  }

  private static void addIfAbsent(StringBuilder url, String[] parts, String parameter) {
    if (value(parts, key(parameter)).isEmpty()) {
      add(url, parameter);
    }
  }

  private static void add(StringBuilder url, String parameter) {
    url.append(';').append(parameter);
  }

  private static JdbcUrl postgresql(String url) {
    int question = url.indexOf('?');
    String shown = question < 0 ? url : url.substring(0, question);
    String[] parts = question < 0 ? new String[0] : url.substring(question + 1).split("&");
    String others =
        String.join(
            "&", Arrays.stream(parts).filter(part -> !isCredential(part)).toArray(String[]::new));
    String plain = others.isEmpty() ? shown : shown + "?" + others;
    if (shown.contains("@") || org.postgresql.Driver.parseURL(plain, null) == null) {
      throw new IllegalArgumentException(
          "'%s' (expected: %s//host:5432/name, with user and password in settings of their own)"
              .formatted(scheme(url) + "…", POSTGRESQL));
    }
    return new JdbcUrl(
        plain,
        shown,
        value(parts, "user").map(JdbcUrl::decoded),
        value(parts, "password").map(JdbcUrl::decoded),
        Optional.empty());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static boolean isCredential(String parameter) {
    String key = key(parameter);
    return key.equals("user") || key.equals("password");
  }

  private static String key(String parameter) {
    return parameter.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> value(String[] parameters, String key) {
    return Arrays.stream(parameters)
        .filter(parameter -> parameter.contains("=") && key(parameter).equals(key))
        .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
        .findFirst();
  }

  /** All of an address that surely holds no secret. */
  private static String scheme(String url) {
    int end = url.indexOf(':', url.startsWith("jdbc:") ? "jdbc:".length() : 0);
    return end < 0 ? "(no scheme)" : url.substring(0, end + 1);
  }

  /** Without user and password, which a record would print. */
  @Override
  public String toString() {
    return shown;
  }
}
