package io.masterserver.modules.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on loopback, from its binaries. Its port and its data outlive {@link #stop}.
 *
 * <p>PostgreSQL refuses to run as root; the library starts it with {@code unshare -U} then, which a
 * container must allow. Other users need nothing.
 *
 * <p>Threads: any, one at a time.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "tester";
  private static final String PASSWORD = "correct-horse-battery";

  /** The superuser comes in without a password: tests only. Everybody else needs one. */
  private static final String ACCESS =
      """
      host all postgres 127.0.0.1/32 trust
      host all postgres ::1/128 trust
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private static final class Shared {
    static final PostgresServer SERVER = start();
  }

  private final Path data;
  private final AtomicInteger databases = new AtomicInteger();
  private final Thread closer = new Thread(this::stopAndDelete, "postgres-closer");
  private EmbeddedPostgres running;
  private boolean stopped;

  private PostgresServer(Path data) {
    this.data = data;
    this.running = run(0);
    Runtime.getRuntime().addShutdownHook(closer);
  }

  /** The server for all tests that do not stop it; ends with the JVM. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** Starts a server of one's own, which may be stopped. Must be closed. */
  public static PostgresServer start() {
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      PostgresServer server = new PostgresServer(Files.createTempDirectory(target, "postgres-"));
      server.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(USER, PASSWORD));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a database that nobody else uses, owned by a user who is not the superuser. */
  public TestDatabase newDatabase() {
    String name = "test_" + databases.incrementAndGet();
    execute("CREATE DATABASE %s OWNER %s".formatted(name, USER));
    String url = "jdbc:postgresql://localhost:%d/%s".formatted(running.getPort(), name);
    return new TestDatabase(url, USER, PASSWORD);
  }

  /** Stops the server: every connection is cut. What was committed stays. */
  public void stop() {
    close(running);
    stopped = true;
  }

  /** Starts the server that was stopped: same port, same data. Returns when it answers. */
  public void startAgain() {
    running = run(running.getPort());
    stopped = false;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(closer);
    stopAndDelete();
  }

  private void execute(String sql) {
    try (var connection = running.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private EmbeddedPostgres run(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setDataDirectoryCustomizer(PostgresServer::writeAccess)
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false)
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAccess(File data) {
    try {
      Files.writeString(data.toPath().resolve("pg_hba.conf"), ACCESS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stopAndDelete() {
    if (!stopped) {
      stop();
    }
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
