package io.masterserver.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.masterserver.tests.fixture.WithoutTests;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which package may know which: the arrows of ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.masterserver", importOptions = WithoutTests.class)
class ArchitectureTest {

  private static final String HOUSE = "io.masterserver..";

  @ArchTest
  static final ArchRule core_is_plain_java =
      classes()
          .that()
          .resideInAPackage("io.masterserver.core..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.masterserver.core..", "java..", "javax.net..", "org.slf4j", "org.jspecify.."))
          .because("clients and tools use it without an actor system on their class path");

  @ArchTest
  static final ArchRule wire_knows_only_itself =
      knowsOnly("core.wire").because("how values become bytes does not depend on what they mean");

  @ArchTest
  static final ArchRule packet_knows_only_wire =
      knowsOnly("core.packet..", "core.wire")
          .because("what is said does not depend on who says it, nor over what");

  @ArchTest
  static final ArchRule client_knows_only_core =
      knowsOnly("core.client", "core.packet", "core.packet.session", "core.wire")
          .because("a client is not a part of the server");

  @ArchTest
  static final ArchRule api_knows_only_core_and_typed_actors =
      classes()
          .that()
          .resideInAPackage("io.masterserver.api..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "io.masterserver.api..",
                  "io.masterserver.core.packet",
                  "io.masterserver.core.wire",
                  "org.apache.pekko.actor.typed",
                  "com.typesafe.config",
                  "org.slf4j..",
                  "java..",
                  "org.jspecify.."))
          .because("a module runs under any runtime, a test's included");

  @ArchTest
  static final ArchRule modules_know_only_api_and_core =
      noClasses()
          .that()
          .resideInAnyPackage("io.masterserver.modules..", "io.masterserver.samples..")
          .should()
          .dependOnClassesThat(resideInAPackage("io.masterserver.runtime.."))
          .because("a module is written against the api, and must run under any runtime");

  @ArchTest
  static final ArchRule exchange_knows_only_api_and_core =
      knowsOnly("runtime.exchange", "api", "core.packet", "core.wire")
          .because("it is the common ground of peers and modules, so it is neither's");

  @ArchTest
  static final ArchRule registry_knows_only_what_is_routed =
      knowsOnly(
              "runtime.registry",
              "api",
              "core.packet",
              "core.wire",
              "runtime.eventloop",
              "runtime.exchange")
          .because("which module answers which opcode has nothing to do with who asks");

  @ArchTest
  static final ArchRule peer_does_not_know_modules_nor_shards =
      knowsOnly(
              "runtime.peer",
              "api",
              "core.packet",
              "core.packet.session",
              "core.wire",
              "runtime.exchange",
              "runtime.registry")
          .because("a peer only knows routes, and lives wherever it is put");

  @ArchTest
  static final ArchRule module_does_not_know_peers =
      knowsOnly(
              "runtime.module",
              "api",
              "core.packet",
              "core.wire",
              "runtime.exchange",
              "runtime.registry")
          .because("a module sees peers only through the api");

  @ArchTest
  static final ArchRule connection_knows_only_the_protocol_of_the_peer =
      knowsOnly(
              "runtime.connection",
              "api", // token buckets, and which addresses are one network
              "core.packet",
              "core.wire",
              "runtime.peer",
              "runtime.connection.proxy",
              "runtime.connection.socket",
              "runtime.eventloop")
          .because("it moves messages and decides nothing");

  @ArchTest
  static final ArchRule proxy_knows_only_itself =
      knowsOnly("runtime.connection.proxy")
          .because("whom to believe does not depend on what is done with it");

  @ArchTest
  static final ArchRule socket_knows_only_event_loops =
      knowsOnly("runtime.connection.socket", "runtime.eventloop")
          .because("how bytes are moved does not depend on what they mean");

  @ArchTest
  static final ArchRule eventloop_knows_only_settings =
      knowsOnly("runtime.eventloop", "api")
          .because("threads that wait and run have nothing to do with what they run");

  @ArchTest
  static final ArchRule cluster_knows_only_peers =
      knowsOnly("runtime.cluster", "api", "core.packet", "core.wire", "runtime.peer")
          .because("where an entity lives has nothing to do with what it does");

  @ArchTest
  static final ArchRule forming_knows_only_settings =
      knowsOnly("runtime.forming", "api")
          .because("how nodes find each other has nothing to do with what they do then");

  @ArchTest
  static final ArchRule admin_knows_only_itself =
      knowsOnly("runtime.admin").because("it is told what to say");

  @ArchTest
  static final ArchRule nobody_knows_main =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.masterserver.runtime.main")
          .should()
          .dependOnClassesThat(resideInAPackage("io.masterserver.runtime.main"))
          .because("a server can be started by other programs, tests among them");

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices()
          .matching("io.masterserver.(**)")
          .should()
          .beFreeOfCycles()
          .because("what is in a cycle can only be understood all at once");

  /**
   * Of this house, {@code room} may know only {@code others}; other libraries are not its point.
   */
  private static ArchRule knowsOnly(String room, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(room), Arrays.stream(others))
            .map(name -> "io.masterserver." + name)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("io.masterserver." + room)
        .should()
        .dependOnClassesThat(resideInAPackage(HOUSE).and(not(resideInAnyPackage(allowed))))
        .as(
            "%s knows, of this house, only itself%s"
                .formatted(room, others.length == 0 ? "" : " and " + String.join(", ", others)));
  }
}
