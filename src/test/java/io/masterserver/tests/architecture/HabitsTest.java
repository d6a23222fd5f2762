package io.masterserver.tests.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.masterserver.tests.fixture.WithoutTests;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** How code is written here, whatever it is about. */
@AnalyzeClasses(packages = "io.masterserver", importOptions = WithoutTests.class)
class HabitsTest {

  @ArchTest
  static final ArchRule nothing_blocks_a_thread_of_actors =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.masterserver.api..",
              "io.masterserver.runtime..",
              "io.masterserver.modules..",
              "io.masterserver.samples..")
          .and()
          .resideOutsideOfPackage("io.masterserver.runtime.main") // the threads of the program
          .and()
          .haveSimpleNameNotEndingWith(
              "Client") // programs that connect to a server, not parts of it
          .should(callMethodWhere(blocks()))
          .because("an actor that waits holds up all those that share its thread");

  @ArchTest
  static final ArchRule names_say_what_a_thing_is_about =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Manager|Impl|Helper|Helpers)(\\$.*)?")
          .because("such a name says that it has no name yet");

  @ArchTest
  static final ArchRule who_watches_listens =
      classes()
          .that(watch())
          .should(handleSignals())
          .because("without onSignal, the end of the watched actor is lost without a word")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaMethodCall> blocks() {
    return DescribedPredicate.describe(
        "blocks",
        call -> {
          JavaClass owner = call.getTargetOwner();
          String name = call.getName();
          return (owner.isAssignableTo(Future.class) && (is(name, "get", "join")))
              || (owner.isAssignableTo(Thread.class) && is(name, "sleep", "join"))
              || (owner.isAssignableTo(CountDownLatch.class) && is(name, "await"))
              || owner.getName().startsWith("scala.concurrent.Await");
        });
  }

  private static DescribedPredicate<JavaClass> watch() {
    return DescribedPredicate.describe(
        "watch other actors",
        type ->
            type.getMethodCallsFromSelf().stream()
                .anyMatch(
                    call ->
                        is(call.getName(), "watch")
                            && call.getTargetOwner().isAssignableTo(ActorContext.class)));
  }

  private static ArchCondition<JavaClass> handleSignals() {
    return new ArchCondition<>("handle signals") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean overrides =
            type.getMethods().stream()
                .anyMatch(method -> is(method.getName(), "onSignal", "receiveSignal"));
        boolean builds =
            type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> is(call.getName(), "onSignal", "receiveSignal"));
        events.add(
            new SimpleConditionEvent(
                type,
                overrides || builds,
                "%s watches, and has no onSignal in %s"
                    .formatted(type.getName(), type.getSourceCodeLocation())));
      }
    };
  }

  private static boolean is(String name, String... names) {
    return java.util.List.of(names).contains(name);
  }
}
