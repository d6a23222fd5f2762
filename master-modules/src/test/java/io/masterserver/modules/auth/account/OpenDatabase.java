package io.masterserver.modules.auth.account;

import com.zaxxer.hikari.HikariDataSource;
import io.masterserver.modules.database.*;
import java.util.concurrent.CompletionStage;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** TEMPORARY. */
record OpenDatabase(Database database, Runnable closer) implements AutoCloseable {

  static OpenDatabase of(TestDatabases kind) {
    TestDatabase fresh = kind.fresh();
    var source = new HikariDataSource();
    source.setJdbcUrl(fresh.jdbcUrl());
    source.setUsername(fresh.user());
    source.setPassword(fresh.password());
    source.setMaximumPoolSize(8);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:io/masterserver/modules/auth/db")
        .load()
        .migrate();
    Jdbi jdbi = Jdbi.create(source);
    return new OpenDatabase(
        new Database() {
          @Override
          public <T> T call(Work<T> work) {
            try {
              return jdbi.inTransaction(work::in);
            } catch (RuntimeException e) {
              String text = String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT);
              for (String name :
                  new String[] {"accounts_username_unique", "accounts_email_unique"}) {
                if (text.contains(name)) throw new UniqueConstraintViolated(name, e);
              }
              throw e;
            }
          }

          @Override
          public <T> CompletionStage<T> submit(Work<T> work) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void migrate(String owner, String location) {
            throw new UnsupportedOperationException();
          }
        },
        source::close);
  }

  @Override
  public void close() {
    closer.run();
  }
}
