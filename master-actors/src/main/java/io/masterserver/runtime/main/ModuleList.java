package io.masterserver.runtime.main;

import io.masterserver.api.MasterModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The file in which a jar lists its modules for {@code ServiceLoader}. */
record ModuleList(URL place) {

  private static final String NAME = "META-INF/services/" + MasterModule.class.getName();

  /**
   * Returns the list that is to blame when modules cannot be loaded, if it can be found out.
   *
   * @param failure what {@code ServiceLoader} has thrown; it does not say from which jar
   */
  static Optional<ModuleList> culprit(ClassLoader loader, Throwable failure) {
    try {
      return Collections.list(loader.getResources(NAME)).stream()
          .map(ModuleList::new)
          .filter(list -> list.isToBlame(loader, String.valueOf(failure.getMessage())))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isToBlame(ClassLoader loader, String message) {
    return message.contains(place.toString())
        || modules().stream()
            .anyMatch(module -> message.contains(module) || !canBeLoaded(module, loader));
  }

  private static boolean canBeLoaded(String module, ClassLoader loader) {
    try {
      return Class.forName(module, false, loader).getDeclaredConstructor() != null;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }

  private List<String> modules() {
    try (var lines =
        new BufferedReader(new InputStreamReader(place.openStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The jar, or the folder of classes. */
  @Override
  public String toString() {
    return place.toString().replaceFirst("^(jar:)?file:", "").replaceFirst("!?/" + NAME + "$", "");
  }
}
