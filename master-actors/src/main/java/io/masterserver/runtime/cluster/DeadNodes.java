package io.masterserver.runtime.cluster;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are not worth asking, as far as this one knows, long before the cluster is sure that
 * they are dead. Threads: any.
 */
final class DeadNodes {

  /** How long a node that was silent once is not asked again. */
  private static final Duration SILENT_FOR = Duration.ofSeconds(5);

  /** How long its machine may take to refuse a connection. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final Cluster cluster;

  /** Until when they are not asked, by incarnation; as many as there are nodes. */
  private final Map<Long, Long> silentUntil = new ConcurrentHashMap<>();

  /** Those that are being looked at, by incarnation: when a node dies, all ask at once. */
  private final Map<Long, CompletableFuture<Boolean>> underWay = new ConcurrentHashMap<>();

  DeadNodes(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
  }

  /** Notes that {@code node} has not answered. */
  void add(Member node) {
    silentUntil.put(uid(node), System.nanoTime() + SILENT_FOR.toNanos());
  }

  boolean contains(Member node) {
    Long until = silentUntil.get(uid(node));
    if (until != null && System.nanoTime() - until >= 0) {
      silentUntil.remove(uid(node), until);
      until = null;
    }
    return until != null || cluster.state().getUnreachable().contains(node);
  }

  /**
   * Looks whether the machine of {@code node} refuses connections to it, which says that its
   * process has ended, and adds it if so. Any other answer says nothing, nor does none.
   *
   * @return whether it is dead
   */
  CompletionStage<Boolean> look(Member node) {
    return contains(node) ? CompletableFuture.completedStage(true) : refuses(node);
  }

  /** The same, but asks even if it is known. */
  CompletionStage<Boolean> refuses(Member node) {
    var fresh = new CompletableFuture<Boolean>();
    CompletableFuture<Boolean> earlier = underWay.putIfAbsent(uid(node), fresh);
    if (earlier != null) {
      return earlier;
    }
    connect(node)
        .thenAccept(
            refused -> {
              underWay.remove(uid(node));
              fresh.complete(refused);
            });
    return fresh;
  }

  private CompletionStage<Boolean> connect(Member node) {
    Address address = node.address();
    return Source.<ByteString>empty()
        .viaMat(
            Tcp.get(system)
                .outgoingConnection(
                    new InetSocketAddress(
                        address.getHost().orElseThrow(), address.getPort().orElseThrow()),
                    Optional.empty(),
                    List.of(),
                    true, // else it ends before it has begun
                    Optional.of(ANSWERS_WITHIN),
                    Optional.of(ANSWERS_WITHIN)),
            Keep.right())
        .to(Sink.ignore())
        .run(system)
        .handle(
            (connected, failure) -> {
              boolean refused = isRefusal(failure);
              if (refused) {
                add(node);
              }
              return refused;
            });
  }

  private static boolean isRefusal(@Nullable Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .anyMatch(ConnectException.class::isInstance);
  }

  private static long uid(Member node) {
    return node.uniqueAddress().longUid();
  }
}
