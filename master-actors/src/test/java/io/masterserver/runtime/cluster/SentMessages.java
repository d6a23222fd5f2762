package io.masterserver.runtime.cluster;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.remote.artery.RemoteInstrument;

/** What has left a node for others, in the order of its leaving. Made by Pekko. */
public final class SentMessages extends RemoteInstrument {

  private static final Map<ActorSystem, Queue<Object>> bySystem = new ConcurrentHashMap<>();

  private final Queue<Object> sent;

  public SentMessages(ExtendedActorSystem system) {
    sent = of(system);
  }

  private static Queue<Object> of(ActorSystem system) {
    return bySystem.computeIfAbsent(system, s -> new ConcurrentLinkedQueue<>());
  }

  static void forget(ActorSystem system) {
    of(system).clear();
  }

  /**
   * Returns those of these types; what goes through a shard region is taken out of its envelope.
   */
  static List<Object> of(ActorSystem system, Class<?>... types) {
    return of(system).stream()
        .map(message -> message instanceof ShardingEnvelope<?> all ? all.message() : message)
        .filter(message -> List.of(types).contains(message.getClass()))
        .toList();
  }

  @Override
  public byte identifier() {
    return 8;
  }

  @Override
  public void remoteWriteMetadata(
      ActorRef recipient, Object message, ActorRef sender, ByteBuffer buffer) {}

  @Override
  public void remoteMessageSent(
      ActorRef recipient, Object message, ActorRef sender, int size, long time) {
    sent.add(message);
  }

  @Override
  public void remoteReadMetadata(
      ActorRef recipient, Object message, ActorRef sender, ByteBuffer buffer) {}

  @Override
  public void remoteMessageReceived(
      ActorRef recipient, Object message, ActorRef sender, int size, long time) {}
}
