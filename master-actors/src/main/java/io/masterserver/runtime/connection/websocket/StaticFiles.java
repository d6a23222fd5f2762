package io.masterserver.runtime.connection.websocket;

import java.io.File;
import java.util.Optional;

/** Where the files are that a browser may get. */
public sealed interface StaticFiles {

  /** What a browser gets that asks for no file by name. */
  String INDEX = "index.html";

  /**
   * A folder of this machine.
   *
   * @param path an absolute one
   */
  record Folder(String path) implements StaticFiles {}

  /**
   * A folder of the class path, in a jar or not.
   *
   * @param path without a slash at its ends
   */
  record Resources(String path) implements StaticFiles {}

  /** Where resources are found: beside this server's own classes. */
  static ClassLoader loader() {
    return StaticFiles.class.getClassLoader();
  }

  /**
   * Returns the folder that {@code place} stands for, if there is one with an index page.
   *
   * @param place {@code classpath:/path}, or the path of a folder
   */
  static Optional<StaticFiles> at(String place) {
    String scheme = "classpath:";
    if (place.startsWith(scheme)) {
      String path = place.substring(scheme.length()).replaceAll("^/+|/+$", "");
      return !path.isEmpty() && loader().getResource(path + "/" + INDEX) != null
          ? Optional.of(new Resources(path))
          : Optional.empty();
    }
    File folder = new File(place).getAbsoluteFile();
    return new File(folder, INDEX).canRead()
        ? Optional.of(new Folder(folder.getPath()))
        : Optional.empty();
  }
}
