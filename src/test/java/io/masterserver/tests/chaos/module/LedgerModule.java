package io.masterserver.tests.chaos.module;

import io.masterserver.api.Exchange;
import io.masterserver.api.ExchangePeer;
import io.masterserver.api.MasterModule;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.wire.Codec;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Counts for each client how often it has asked. The client counts as well: what is lost or done
 * twice makes the next answer differ from its own count.
 */
public final class LedgerModule implements MasterModule<LedgerModule.Append> {

  /** The node that this is, as a property of the JVM. */
  public static final String NODE = "chaos.node";

  /** The last number in the ledger. */
  private static final PropertyKey<Integer> LAST =
      PropertyKey.of(900, "ledger-last", Integer.class, Codec.INT).withDefault(0).durable();

  /** The only command: append this. */
  public record Append(Exchange<Empty, Entry> exchange) {}

  @Override
  public ModuleSpec spec() {
    return ModuleSpec.named("ledger");
  }

  @Override
  public Behavior<Append> start(ModuleContext<Append> module) {
    String node = System.getProperty(NODE, "unknown");
    module.handle(LedgerOperations.APPEND, Append::new);
    return Behaviors.receiveMessage(
        append -> {
          append(append.exchange(), node);
          return Behaviors.same();
        });
  }

  private static void append(Exchange<Empty, Entry> exchange, String node) {
    ExchangePeer peer = exchange.peer();
    int number = peer.get(LAST).orElseThrow() + 1;
    peer.set(LAST, number);
    peer.send(LedgerOperations.APPENDED, number);
    exchange.respond(new Entry(number, node));
  }
}
