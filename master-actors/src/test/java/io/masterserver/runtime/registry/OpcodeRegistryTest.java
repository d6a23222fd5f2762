package io.masterserver.runtime.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.masterserver.api.AccessRule;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.wire.Codec;
import io.masterserver.runtime.exchange.Delivery;
import io.masterserver.runtime.exchange.Handling;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The opcode registry")
class OpcodeRegistryTest {

  private final ModuleActors actors =
      new ModuleActors(TestInbox.<Delivery>create().getRef(), List.of());
  private final Routes routes = new Routes();
  private final BehaviorTestKit<OpcodeRegistry.Command> registry =
      BehaviorTestKit.create(
          OpcodeRegistry.create(routes, AccessTable.EMPTY, OperationLimits.NONE));

  private Route route(String module, int opcode, boolean overriding) {
    return new Route(
        new Handling<>(
            module,
            Notification.of(opcode, "operation", Codec.RAW),
            null,
            exchange -> exchange,
            AccessRule.anyone(),
            false,
            false,
            Duration.ofSeconds(1)),
        actors,
        overriding);
  }

  private OpcodeRegistry.Reply register(String module, Route... all) {
    TestInbox<OpcodeRegistry.Reply> inbox = TestInbox.create();
    registry.run(new OpcodeRegistry.Register(module, Arrays.asList(all), inbox.getRef()));
    return inbox.receiveMessage();
  }

  private OpcodeRegistry.Reply register(String module, int... opcodes) {
    return register(
        module,
        Arrays.stream(opcodes)
            .mapToObj(opcode -> route(module, opcode, false))
            .toArray(Route[]::new));
  }

  private @Nullable String owner(int opcode) {
    Route route = routes.current().find(opcode);
    return route == null ? null : route.moduleName();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 32767, 32768, 65535})
  void finds_the_module_of_an_opcode_and_of_no_other(int opcode) {
    register("a", opcode);

    assertThat(owner(opcode)).isEqualTo("a");
    assertThat(List.of(0, 1, 2, 254, 255, 256, 257, 32767, 32768, 65534, 65535))
        .filteredOn(other -> other != opcode)
        .allSatisfy(other -> assertThat(owner(other)).isNull());
  }

  @Test
  void refuses_an_opcode_that_is_taken_and_names_both_modules() {
    register("a", 1, 2);

    OpcodeRegistry.Reply reply = register("b", 2, 3);

    assertThat(reply)
        .isEqualTo(
            new OpcodeRegistry.Refused(
                "opcode 2 (operation) is claimed by both 'a' and 'b' (each opcode belongs to one"
                    + " module: switch one off, or let one register it as overriding)"));
    assertThat(owner(2)).isEqualTo("a");
    assertThat(owner(3)).isNull();
  }

  @Test
  void refuses_an_opcode_that_a_module_claims_twice() {
    OpcodeRegistry.Reply reply = register("a", 1, 1);

    assertThat(reply)
        .isEqualTo(
            new OpcodeRegistry.Refused(
                "opcode 1 is registered twice by module 'a' (register each operation once)"));
  }

  @Test
  void replaces_the_routes_of_a_module_that_registers_again() {
    register("a", 1, 2);

    assertThat(register("a", 2, 3)).isEqualTo(OpcodeRegistry.Registered.REGISTERED);

    assertThat(owner(1)).isNull();
    assertThat(owner(2)).isEqualTo("a");
    assertThat(owner(3)).isEqualTo("a");
  }

  @Test
  void gives_an_overridden_opcode_back() {
    register("base", 1);
    assertThat(register("over", route("over", 1, true)))
        .isEqualTo(OpcodeRegistry.Registered.REGISTERED);
    assertThat(owner(1)).isEqualTo("over");
    register("base", 1);
    assertThat(owner(1)).isEqualTo("over");

    registry.run(new OpcodeRegistry.Unregister("over"));

    assertThat(owner(1)).isEqualTo("base");
  }

  @Test
  void lets_a_module_override_before_the_other_one_is_there() {
    register("over", route("over", 1, true));

    assertThat(register("base", 1)).isEqualTo(OpcodeRegistry.Registered.REGISTERED);

    assertThat(owner(1)).isEqualTo("over");
  }

  @Test
  void refuses_a_second_module_that_overrides() {
    register("over", route("over", 1, true));

    assertThat(register("more", route("more", 1, true))).isInstanceOf(OpcodeRegistry.Refused.class);
  }

  @Test
  void puts_the_access_table_before_what_a_module_says() {
    var closed = ConfigFactory.parseString("master.access.operation = nobody");
    BehaviorTestKit<OpcodeRegistry.Command> strict =
        BehaviorTestKit.create(
            OpcodeRegistry.create(routes, AccessTable.from(closed), OperationLimits.NONE));

    strict.run(
        new OpcodeRegistry.Register(
            "a", List.of(route("a", 1, false)), TestInbox.<OpcodeRegistry.Reply>create().getRef()));

    assertThat(routes.current().find(1).handling().access()).isEqualTo(AccessRule.nobody());
    assertThat(routes.current().operations()).containsExactly("operation");
  }

  @Test
  void says_how_often_a_client_may_use_an_operation() {
    var rare =
        ConfigFactory.parseString("master.limits.operations.operation { rate = 1, burst = 2 }");
    OperationLimits limits = OperationLimits.from(rare);
    BehaviorTestKit<OpcodeRegistry.Command> limiting =
        BehaviorTestKit.create(OpcodeRegistry.create(routes, AccessTable.EMPTY, limits));

    limiting.run(
        new OpcodeRegistry.Register(
            "a", List.of(route("a", 1, false)), TestInbox.<OpcodeRegistry.Reply>create().getRef()));

    assertThat(routes.current().find(1).limit()).isEqualTo(limits.limitOf("operation"));
  }

  @Test
  void frees_the_opcodes_of_a_module_that_unregisters() {
    register("a", 1);

    registry.run(new OpcodeRegistry.Unregister("a"));

    assertThat(owner(1)).isNull();
    assertThat(register("b", 1)).isEqualTo(OpcodeRegistry.Registered.REGISTERED);
  }
}
