package io.masterserver.bench.soak.client;

import io.masterserver.bench.soak.line.Line;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.wire.Bytes;
import io.masterserver.samples.echo.EchoModule;
import io.masterserver.samples.personalinfo.PersonalInfo;
import io.masterserver.samples.personalinfo.PersonalInfoOperations;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** A visit with the project's own client: the way of the tutorial, then a proper end. */
final class ClientVisit {

  private ClientVisit() {}

  static void run(InetSocketAddress server, RandomGenerator random, Pause pause) {
    try (MasterClient client =
        MasterClient.builder()
            .address(server.getHostString(), server.getPort())
            .connectTimeout(Line.PATIENCE)
            .requestTimeout(Line.PATIENCE)
            .reconnect(ReconnectPolicy.NEVER)
            .build()) {
      await(client.connect());
      await(client.ping());
      success(client, AuthOperations.LOG_IN_AS_GUEST, Empty.EMPTY);
      same(new PersonalInfo("John", random.nextInt()), client);
      pause.idle(Duration.ofMillis(random.nextInt(5_000)));
      Bytes bytes = Bytes.ofUtf8("x".repeat(random.nextInt(1_000)));
      if (!success(client, EchoModule.ECHO, bytes).equals(bytes)) {
        throw new WrongAnswer("echo: other bytes than were sent");
      }
    }
  }

  private static void same(PersonalInfo info, MasterClient client) {
    boolean sent = client.send(PersonalInfoOperations.SAVE, info);
    PersonalInfo kept = success(client, PersonalInfoOperations.GET, Empty.EMPTY);
    if (!sent || !kept.equals(info)) {
      throw new WrongAnswer("get-personal-info: %s (expected: %s)".formatted(kept, info));
    }
  }

  private static <Q, A> A success(MasterClient client, Request<Q, A> request, Q packet) {
    Response<A> response = await(client.request(request, packet));
    if (!response.isSuccess()) {
      throw new WrongAnswer(
          "%s: %s '%s' (expected: SUCCESS)"
              .formatted(request.name(), response.status(), response.text()));
    }
    return response.value();
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(2 * Line.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new WrongAnswer(String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WrongAnswer("interrupted");
    }
  }
}
