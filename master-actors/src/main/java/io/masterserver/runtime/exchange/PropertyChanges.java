package io.masterserver.runtime.exchange;

import io.masterserver.api.ExchangePeer;
import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PeerInfo;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peer of an exchange, with what the exchange has changed so far. */
public final class PropertyChanges implements ExchangePeer {

  /** One change; a null value removes. */
  private record Change(PropertyKey<?> key, @Nullable Object value) {

    Properties appliedTo(Properties properties) {
      return value == null ? properties.without(key.code()) : properties.with(key, value);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(PropertyChanges.class);

  private final LiveExchange<?, ?> exchange;
  private final ExchangeOwner owner;
  private final PeerInfo info;
  private Properties properties;
  private @Nullable List<Change> changes;
  private volatile @Nullable String disconnectReason;

  PropertyChanges(
      LiveExchange<?, ?> exchange, ExchangeOwner owner, PeerInfo info, Properties properties) {
    this.exchange = exchange;
    this.owner = owner;
    this.info = info;
    this.properties = properties;
  }

  /** Whether the exchange leaves the peer as it was. */
  public boolean isEmpty() {
    return changes == null && disconnectReason == null;
  }

  /**
   * Disconnects the peer if the handler has asked for that; to be called when its delivery has been
   * given back, so that what the handler has answered reaches the client first.
   */
  public void disconnectIfAsked() {
    String reason = disconnectReason;
    if (reason != null) {
      handle().disconnect(reason);
    }
  }

  /** Returns {@code current} with these changes; what others changed meanwhile stays. */
  public Properties appliedTo(Properties current) {
    if (changes == null) {
      return current;
    }
    Properties changed = current;
    for (Change change : changes) {
      changed = change.appliedTo(changed);
    }
    return changed;
  }

  @Override
  public PeerInfo info() {
    return info;
  }

  @Override
  public <T> Optional<T> get(PropertyKey<T> key) {
    return properties.get(key);
  }

  @Override
  public <T> void set(PropertyKey<T> key, T value) {
    change(key, value);
  }

  @Override
  public void remove(PropertyKey<?> key) {
    change(key, null);
  }

  private void change(PropertyKey<?> key, @Nullable Object value) {
    if (exchange.isComplete()) {
      log.warn(
          "Module [{}] changed {} in {} when it was complete: ignored (change it before"
              + " the answer, or use write)",
          exchange.handling().module(),
          key,
          exchange);
      return;
    }
    if (changes == null) {
      changes = new ArrayList<>(2);
    }
    var change = new Change(key, value);
    changes.add(change);
    properties = change.appliedTo(properties);
  }

  // ---- the peer itself ------------------------------------------------------------------------

  @Override
  public PeerHandle handle() {
    return owner.handle();
  }

  @Override
  public PeerId id() {
    return info.id();
  }

  @Override
  public <Q> void send(Notification<Q> notification, Q packet, DeliveryMethod delivery) {
    handle().send(notification, packet, delivery);
  }

  @Override
  public <Q, A> CompletionStage<Response<A>> request(
      Request<Q, A> request, Q packet, Duration within) {
    return handle().request(request, packet, within);
  }

  @Override
  public void disconnect(String reason) {
    disconnectReason = reason;
    if (!exchange.isInTurn()) { // else when the turn has ended; twice does no harm
      handle().disconnect(reason);
    }
  }

  @Override
  public <T> CompletionStage<Optional<T>> read(PropertyKey<T> key) {
    return handle().read(key);
  }

  @Override
  public <T> void write(PropertyKey<T> key, T value) {
    handle().write(key, value);
  }

  @Override
  public void clear(PropertyKey<?> key) {
    handle().clear(key);
  }
}
