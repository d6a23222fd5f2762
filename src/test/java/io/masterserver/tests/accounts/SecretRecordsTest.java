package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.modules.auth.account.Account;
import io.masterserver.modules.database.DatabaseSettings;
import io.masterserver.tests.fixture.WithoutTests;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records print all they have, unless they are told not to. */
@DisplayName("A record with a secret")
@Timeout(60)
class SecretRecordsTest {

  private static final String SECRET = "what-nobody-may-see";
  private static final Pattern NAMES =
      Pattern.compile("(?i).*(password|token|secret|code|hash|key)");

  private static List<Class<?>> records = List.of();

  @BeforeAll
  static void find() {
    records =
        imported().stream()
            .filter(JavaClass::isRecord)
            .<Class<?>>map(JavaClass::reflect)
            .filter(type -> components(type).anyMatch(SecretRecordsTest::isSecret))
            .toList();
  }

  /** Without the classes that they use: to read them all takes seconds. */
  private static JavaClasses imported() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter()
              .withImportOption(new WithoutTests())
              .importPackages("io.masterserver");
        });
  }

  static List<Class<?>> records() {
    return records;
  }

  @Test
  void is_found_by_the_names_of_its_parts() {
    assertThat(records).contains(NewAccount.class, Account.class, DatabaseSettings.class);
  }

  @ParameterizedTest(name = "does not print it: {0}")
  @MethodSource("records")
  void does_not_print_it(Class<?> type) throws ReflectiveOperationException {
    assertThat(sample(type).toString()).doesNotContain(SECRET);
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents());
  }

  private static boolean isSecret(RecordComponent component) {
    return NAMES.matcher(component.getName()).matches()
        && component.getGenericType().getTypeName().contains("java.lang.String")
        && (component.getType() == String.class || component.getType() == Optional.class);
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i]);
    }
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            components(type).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static @Nullable Object value(RecordComponent component)
      throws ReflectiveOperationException {
    Class<?> type = component.getType();
    if (type == String.class) {
      return isSecret(component) ? SECRET : "text";
    }
    if (type == Optional.class) {
      return isSecret(component) ? Optional.of(SECRET) : Optional.empty();
    }
    return type.isRecord() ? sample(type) : plain(type);
  }

  private static @Nullable Object plain(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int" -> 1;
      case "long" -> 1L;
      case "boolean" -> true;
      case "Instant" -> Instant.EPOCH;
      case "Duration" -> Duration.ofSeconds(1);
      case "Map" -> Map.of();
      case "List" -> List.of();
      case "Set" -> Set.of();
      default -> null;
    };
  }
}
