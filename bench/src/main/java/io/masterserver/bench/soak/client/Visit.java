package io.masterserver.bench.soak.client;

import io.masterserver.bench.soak.line.Line;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.samples.personalinfo.PersonalInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One connection of a client, and what it knows of itself. Threads: its client's. */
final class Visit {

  private final Line line;
  private final RandomGenerator random;
  private final Accounts accounts;
  private final Pause pause;
  private int lastId;
  private boolean loggedIn;
  private @Nullable Account account;
  private @Nullable PersonalInfo saved;
  private @Nullable UUID guid;

  Visit(Line line, RandomGenerator random, Accounts accounts, Pause pause) {
    this.line = line;
    this.random = random;
    this.accounts = accounts;
    this.pause = pause;
  }

  Line line() {
    return line;
  }

  RandomGenerator random() {
    return random;
  }

  int nextId() {
    return ++lastId;
  }

  /** Does nothing for up to {@code atMost}. */
  void idle(Duration atMost) {
    pause.idle(Duration.ofMillis(random.nextLong(atMost.toMillis())));
  }

  /** Random bytes. */
  Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  // ---- asking -----------------------------------------------------------------------------------

  /** Sends a request and waits for its response. */
  <Q, A> Response<A> ask(Request<Q, A> request, Q packet) throws IOException {
    Message answer = ask(request.opcode(), request.packet().encode(packet));
    return answer.status() == Status.SUCCESS
        ? Response.success(request.answer().decode(answer.data()))
        : Response.failure(answer.status(), answer.data().utf8());
  }

  /** The value of a response that has to be a success. */
  <Q, A> A success(Request<Q, A> request, Q packet) throws IOException {
    Response<A> response = ask(request, packet);
    if (!response.isSuccess()) {
      throw new WrongAnswer(
          "%s: %s '%s' (expected: SUCCESS)"
              .formatted(request.name(), response.status(), response.text()));
    }
    return response.value();
  }

  /** Sends any data as a request. */
  Message ask(int opcode, Bytes data) throws IOException {
    int id = nextId();
    line.send(List.of(Message.request(opcode, data, id)));
    return response(opcode, id);
  }

  /** Waits for the response to a request. */
  Message response(int opcode, int id) throws IOException {
    Message answer = line.receive();
    if (!answer.isResponse() || answer.responseId() != id || answer.opcode() != opcode) {
      throw new WrongAnswer(
          "opcode %d, response: %b, id %d (expected: a response, opcode %d, id %d)"
              .formatted(answer.opcode(), answer.isResponse(), answer.responseId(), opcode, id));
    }
    return answer;
  }

  // ---- what it knows of itself ------------------------------------------------------------------

  boolean isLoggedIn() {
    return loggedIn;
  }

  void setLoggedIn(boolean nowLoggedIn) {
    loggedIn = nowLoggedIn;
  }

  /** The account it has taken, if any: for this visit. */
  Optional<Account> account() {
    if (account == null) {
      account = accounts.take().orElse(null);
    }
    return Optional.ofNullable(account);
  }

  /** After a log-out the token is good no longer. */
  void forgetToken() {
    if (account != null) {
      account.remember("");
    }
  }

  /** Lets others have the account. */
  void giveBackAccount() {
    if (account != null) {
      accounts.giveBack(account);
      account = null;
    }
  }

  Optional<PersonalInfo> saved() {
    return Optional.ofNullable(saved);
  }

  void setSaved(PersonalInfo info) {
    saved = info;
  }

  Optional<UUID> guid() {
    return Optional.ofNullable(guid);
  }

  void setGuid(UUID first) {
    guid = first;
  }
}
