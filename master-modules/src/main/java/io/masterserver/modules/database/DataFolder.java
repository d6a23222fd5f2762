package io.masterserver.modules.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which H2 keeps its file. */
final class DataFolder {

  private DataFolder() {}

  /**
   * Makes the folder of {@code file} if it is not there.
   *
   * @throws DatabaseRefused if nothing can be written there
   */
  static void prepare(Path file) {
    Path folder = file.resolveSibling("");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw refused(folder, "cannot be made a folder");
    }
    if (!Files.isWritable(folder)) {
      throw refused(folder, "is not writable");
    }
  }

  private static DatabaseRefused refused(Path folder, String why) {
    return new DatabaseRefused(
        "the folder of the database, %s, %s for user '%s' (mend that, or set another path in master.database.jdbc-url)"
            .formatted(folder, why, System.getProperty("user.name")));
  }
}
