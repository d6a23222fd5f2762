package io.masterserver.modules.auth.session;

import io.masterserver.api.PeerHandle;
import io.masterserver.api.PeerId;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.DeliveryMethod;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way to a peer that has gone. */
record SilentPeer(PeerId id) implements PeerHandle {

  @Override
  public <Q> void send(Notification<Q> notification, Q packet, DeliveryMethod delivery) {}

  @Override
  public <Q, A> CompletionStage<Response<A>> request(
      Request<Q, A> request, Q packet, Duration within) {
    return CompletableFuture.completedStage(Response.failure(Status.NOT_CONNECTED, "gone"));
  }

  @Override
  public void disconnect(String reason) {}

  @Override
  public <T> CompletionStage<Optional<T>> read(PropertyKey<T> key) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public <T> void write(PropertyKey<T> key, T value) {}

  @Override
  public void clear(PropertyKey<?> key) {}
}
