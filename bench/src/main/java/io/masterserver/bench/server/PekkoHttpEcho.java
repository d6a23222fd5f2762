package io.masterserver.bench.server;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * A WebSocket in plain Pekko HTTP that sends every message back as it came, with the settings that
 * Pekko ships, but for the number of connections.
 *
 * <p>A message that comes in several reads goes back in several frames; the load's are too short
 * for that.
 */
public final class PekkoHttpEcho {

  private static final int BACKLOG = 4096;
  private static final int MAX_CONNECTIONS = 100_000;

  private PekkoHttpEcho() {}

  public static void main(String[] arguments) {
    int port = Ready.port(arguments);
    ActorSystem system = PekkoSystem.start();
    Http.get(system)
        .newServerAt("127.0.0.1", port)
        .adaptSettings(
            settings -> settings.withBacklog(BACKLOG).withMaxConnections(MAX_CONNECTIONS))
        .bindSync(PekkoHttpEcho::answer)
        .thenAccept(binding -> Ready.announce("ws", binding.localAddress().getPort()))
        .toCompletableFuture()
        .join();
  }

  private static HttpResponse answer(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.webSocketUpgrade)
        .map(upgrade -> upgrade.handleMessagesWith(Flow.<Message>create()))
        .orElseGet(() -> HttpResponse.create().withStatus(StatusCodes.UPGRADE_REQUIRED));
  }
}
