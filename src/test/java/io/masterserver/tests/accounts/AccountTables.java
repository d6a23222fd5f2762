package io.masterserver.tests.accounts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a server has stored of accounts, seen past it. */
record AccountTables(String jdbcUrl, String user, String password) {

  private static final String HASHES =
      """
      SELECT password_hash FROM accounts
      UNION SELECT hash FROM account_tokens
      UNION SELECT previous_hash FROM account_tokens
      UNION SELECT hash FROM account_codes
      """;

  /** Returns all hashes of secrets. */
  List<String> hashes() {
    return strings(HASHES);
  }

  /** Returns the first column of what a query gives, without nulls and empty ones. */
  List<String> strings(String query) {
    try (Connection database = DriverManager.getConnection(jdbcUrl, user, password);
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        String value = rows.getString(1);
        if (value != null && !value.isEmpty()) {
          values.add(value);
        }
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError("the database of the server does not answer", e);
    }
  }

  void change(String sql) {
    try (Connection database = DriverManager.getConnection(jdbcUrl, user, password);
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError("the database of the server does not answer", e);
    }
  }

  @Override
  public String toString() {
    return jdbcUrl;
  }
}
