package io.masterserver.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.masterserver.core.packet.Operation;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.WithoutTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.ThrowingSupplier;

@DisplayName("What reads bytes of strangers")
@Timeout(60)
class SavedInputsTest {

  /** From the folder of this Maven module, in which its tests run. */
  private static final Path SAVED = Path.of("resources", "fuzz");

  @BeforeAll
  static void open() {
    FuzzTargets.BY_NAME.values().forEach(FuzzTarget::open);
  }

  @AfterAll
  static void close() {
    FuzzTargets.BY_NAME.values().forEach(FuzzTarget::close);
  }

  @TestFactory
  @DisplayName("keeps its laws for every saved input")
  Stream<DynamicContainer> saved_inputs() {
    return FuzzTargets.BY_NAME.entrySet().stream()
        .map(
            entry ->
                dynamicContainer(
                    entry.getKey(), Stream.concat(seeds(entry.getValue()), saved(entry.getKey()))));
  }

  private static Stream<DynamicTest> seeds(FuzzTarget target) {
    List<byte[]> seeds = target.seeds();
    assertThat(seeds).isNotEmpty();
    return IntStream.range(0, seeds.size())
        .mapToObj(i -> test("seed " + i, target, () -> seeds.get(i)));
  }

  private static Stream<DynamicTest> saved(String name) {
    FuzzTarget target = FuzzTargets.BY_NAME.get(name);
    return files(SAVED.resolve(name)).stream()
        .map(file -> test(file.getFileName().toString(), target, () -> Files.readAllBytes(file)));
  }

  private static DynamicTest test(String name, FuzzTarget target, ThrowingSupplier<byte[]> input) {
    return dynamicTest(
        name, () -> assertTimeoutPreemptively(Await.LONGEST, () -> target.read(input.get())));
  }

  @Test
  void has_saved_inputs_under_its_name_only() {
    assertThat(files(SAVED))
        .extracting(folder -> folder.getFileName().toString())
        .isNotEmpty()
        .isSubsetOf(FuzzTargets.BY_NAME.keySet());
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of(); // of a new target, nothing may be saved yet
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void includes_every_operation() {
    List<String> holders =
        new ClassFileImporter()
            .withImportOption(new WithoutTests()).importPackages("io.masterserver").stream()
                .filter(SavedInputsTest::holdsOperations)
                .map(JavaClass::getName)
                .toList();

    assertThat(PacketsTarget.HOLDERS)
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(holders);
  }

  private static boolean holdsOperations(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(
            field ->
                field.getModifiers().contains(JavaModifier.STATIC)
                    && field.getRawType().isAssignableTo(Operation.class));
  }
}
