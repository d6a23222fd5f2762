package io.masterserver.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The tests of all Maven modules")
@Timeout(60)
class TestHabitsTest {

  /** From the folder of this Maven module, in which its tests run. */
  private static final Path ROOT = Path.of("..", "..");

  @Test
  void never_sleep() throws IOException {
    JavaClasses tests = imported(testClasses());

    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "it sleeps",
                call ->
                    call.getName().equals("sleep")
                        && (call.getTargetOwner().isEquivalentTo(Thread.class)
                            || call.getTargetOwner().isEquivalentTo(TimeUnit.class))))
        .because("a test waits for a fact: time is too long on some machines, too short on others")
        .check(tests);
  }

  /** Without the classes that tests only use: to read them all takes seconds. */
  private static JavaClasses imported(List<Path> folders) {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPaths(folders);
        });
  }

  private static List<Path> testClasses() throws IOException {
    Path own = Path.of("target", "test-classes");
    try (Stream<Path> modules = Files.list(ROOT)) {
      return Stream.concat(
              Stream.of(own), modules.map(module -> module.resolve("target/test-classes")))
          .filter(Files::isDirectory)
          .toList();
    }
  }
}
