package io.masterserver.runtime.main;

import io.masterserver.api.MasterModule;
import io.masterserver.runtime.guardian.StartFailed;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds the modules on the class path and in folders of jars. */
final class ModuleFinder {

  private ModuleFinder() {}

  /**
   * Returns the loader of all modules.
   *
   * @param folders with jars, besides the class path; all share one class loader
   * @throws StartFailed if a folder cannot be read
   */
  static ClassLoader loader(List<Path> folders) {
    List<URL> jars = new ArrayList<>();
    for (Path folder : folders) {
      jars.addAll(jarsIn(folder));
    }
    ClassLoader parent = ModuleFinder.class.getClassLoader();
    // Never closed: modules load their classes from it for as long as the program runs.
    return jars.isEmpty() ? parent : new URLClassLoader(jars.toArray(URL[]::new), parent);
  }

  /**
   * Returns the modules that {@code loader} finds.
   *
   * @throws StartFailed if one cannot be loaded
   */
  static List<MasterModule<?>> find(ClassLoader loader) {
    List<MasterModule<?>> modules = new ArrayList<>();
    try {
      for (MasterModule<?> module : ServiceLoader.load(MasterModule.class, loader)) {
        modules.add(module);
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new StartFailed(
          "a module%s cannot be loaded: %s (mend its META-INF/services, add the jars that it needs, or remove its jar)"
              .formatted(
                  ModuleList.culprit(loader, e).map(list -> " of " + list).orElse(""),
                  e.getMessage()),
          e);
    }
    return modules;
  }

  private static List<URL> jarsIn(Path folder) {
    if (folder.toString().isEmpty()) {
      throw new StartFailed("--module-path: no folder is named (give a folder with jars)");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(ModuleFinder::checked)
          .map(ModuleFinder::url)
          .toList();
    } catch (IOException e) {
      throw new StartFailed(
          "--module-path %s: it cannot be read: %s (give a folder with jars)".formatted(folder, e),
          e);
    }
  }

  /** A class loader passes over what it cannot open. */
  private static Path checked(Path jar) {
    try (var opened = new JarFile(jar.toFile())) {
      opened.getManifest(); // reads an entry, too
      return jar;
    } catch (IOException | SecurityException e) {
      throw new StartFailed(
          "--module-path: %s is not a jar, or damaged: %s (replace it, or remove it)"
              .formatted(jar, e.getMessage()),
          e);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("every file has a URL", e);
    }
  }
}
