package io.masterserver.modules.database;

/**
 * A database for tests, empty at first.
 *
 * @param jdbcUrl without user and password
 */
public record TestDatabase(String jdbcUrl, String user, String password) {}
