package io.masterserver.runtime.module;

import static io.masterserver.runtime.peer.ProbedPeer.notification;
import static io.masterserver.runtime.peer.ProbedPeer.request;
import static io.masterserver.runtime.peer.ProbedPeer.success;
import static io.masterserver.runtime.peer.ProbedPeer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.masterserver.api.Exchange;
import io.masterserver.api.ModuleContext;
import io.masterserver.api.ModuleEvent;
import io.masterserver.api.ModuleSpec;
import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.Notification;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.Status;
import io.masterserver.runtime.peer.ProbedNode;
import io.masterserver.runtime.peer.ProbedPeer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A module that fails")
class ModuleFailureTest {

  private static final Request<String, String> ECHO = Request.of(1, "echo", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> FAIL = Request.of(2, "fail", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> HOLD = Request.of(3, "hold", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> REFUSE =
      Request.of(4, "refuse", Codec.TEXT, Codec.TEXT);
  private static final Request<String, String> GET = Request.of(5, "get", Codec.TEXT, Codec.TEXT);
  private static final Notification<String> BREAK = Notification.of(6, "break", Codec.TEXT);
  private static final Request<String, Integer> UNWRITABLE =
      Request.of(
          7,
          "unwritable",
          Codec.TEXT,
          Codec.of(
              (out, value) -> {
                out.writeInt(value);
                throw new IllegalArgumentException("cannot be written");
              },
              in -> 0));
  private static final PropertyKey<String> NAME = PropertyKey.of(1, "name", String.class);
  private static final String INTERNAL = "Internal Server Error [correlation id ";

  /** Something to subscribe to. */
  private record Happened(int number) implements ModuleEvent {}

  private static final ProbedNode node = new ProbedNode();

  private final BlockingQueue<Exchange<String, String>> held = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> happened = new LinkedBlockingQueue<>();
  private final AtomicInteger starts = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final ProbedPeer peer = node.connect();
  private ActorRef<Object> host;

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void startModule() {
    host = node.start("shaky", this::onStart).host();
  }

  @AfterEach
  void stopModule() {
    node.kit.stop(host);
  }

  private void onStart(ModuleContext<Runnable> module) {
    starts.incrementAndGet();
    module.handle(ECHO, e -> () -> e.respond(e.request()));
    module.handle(HOLD, e -> () -> held.add(e)).concurrent();
    module.handle(GET, e -> () -> e.respond(e.peer().get(NAME).orElse("none")));
    module.handle(UNWRITABLE, e -> () -> e.respond(1));
    module.handle(BREAK, e -> ModuleFailureTest::fail);
    module.handle(
        FAIL,
        e ->
            () -> {
              e.peer().set(NAME, "dropped");
              fail();
            });
    module.handle(
        REFUSE,
        e ->
            () -> {
              e.peer().set(NAME, e.request());
              e.fail(Status.FAILED, "no");
            });
    module.subscribe(Happened.class, event -> () -> happened.add(event.number()));
  }

  private static void fail() {
    throw new IllegalStateException("failed on purpose");
  }

  /** Runs {@code action}, which makes the module fail, and returns when the log says so. */
  private void logged(Consumer<ProbedPeer> action) {
    LoggingTestKit.error("Module [shaky] failed in Exchange[")
        .withCustom(event -> log.add(event.message()))
        .expect(
            node.kit.system(),
            () -> {
              action.accept(peer);
              return null;
            });
  }

  @Test
  void tells_the_client_a_correlation_id_that_is_in_the_log_too() {
    logged(client -> client.send(request(FAIL, "", 1)));

    Message answer = peer.receiveRest().getFirst();
    assertThat(answer.status()).isEqualTo(Status.ERROR);
    assertThat(text(answer)).startsWith(INTERNAL);
    assertThat(log.element()).endsWith(text(answer).substring("Internal Server Error ".length()));
  }

  @Test
  void is_started_anew_and_handles_what_is_behind() {
    peer.send(
        request(ECHO, "a", 1),
        request(FAIL, "", 2),
        request(ECHO, "b", 3),
        notification(BREAK, ""),
        request(ECHO, "c", 4));

    assertThat(peer.receiveRest())
        .extracting(Message::responseId, Message::status)
        .containsExactly(
            tuple(1, Status.SUCCESS),
            tuple(2, Status.ERROR),
            tuple(3, Status.SUCCESS),
            tuple(4, Status.SUCCESS));
    assertThat(starts).hasValue(3);
  }

  @Test
  void ends_what_it_has_kept_open_with_error() throws Exception {
    ProbedPeer another = node.connect();
    another.send(request(HOLD, "a", 1));
    held.take();

    logged(client -> client.send(request(FAIL, "", 1)));

    Message answer = another.receiveRest().getFirst();
    assertThat(answer.status()).isEqualTo(Status.ERROR);
    assertThat(text(answer)).startsWith(INTERNAL);
    assertThat(peer.receiveRest()).hasSize(1);
  }

  @Test
  void ends_what_it_has_kept_open_when_a_command_of_its_own_fails() throws Exception {
    peer.send(request(HOLD, "a", 1));
    held.take();

    host.tell((Runnable) ModuleFailureTest::fail);

    assertThat(text(peer.receiveRest().getFirst())).startsWith(INTERNAL);
    peer.send(request(ECHO, "b", 2));
    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "b", 2));
  }

  @Test
  void ends_what_it_has_kept_open_when_it_is_stopped() throws Exception {
    peer.send(request(HOLD, "a", 1));
    held.take();

    node.kit.stop(host);

    assertThat(text(peer.receiveRest().getFirst())).startsWith(INTERNAL);
  }

  @Test
  void leaves_the_properties_as_they_were() {
    peer.send(request(FAIL, "", 1), request(GET, "", 2));

    assertThat(text(peer.receiveRest().getLast())).isEqualTo("none");
  }

  @Test
  void has_its_changes_kept_when_it_only_refuses() {
    peer.send(request(REFUSE, "Anna", 1), request(GET, "", 2));

    List<Message> answers = peer.receiveRest();
    assertThat(answers.getFirst().status()).isEqualTo(Status.FAILED);
    assertThat(answers.getLast()).isEqualTo(success(GET, "Anna", 2));
  }

  @Test
  void is_told_events_once_after_a_restart() throws Exception {
    logged(client -> client.send(request(FAIL, "", 1)));
    peer.receiveRest();
    peer.send(request(ECHO, "", 2));
    peer.receiveRest();

    node.events.publish(new Happened(1));
    node.events.publish(new Happened(2));

    assertThat(List.of(happened.take(), happened.take())).containsExactly(1, 2);
  }

  @Test
  @DisplayName("its answer that cannot be written becomes an error, and leaves no half frame")
  void unwritable_answer() {
    peer.send(request(UNWRITABLE, "", 1), request(ECHO, "b", 2));

    List<Message> answers = peer.receiveRest();
    assertThat(text(answers.getFirst())).startsWith(INTERNAL);
    assertThat(answers.getLast()).isEqualTo(success(ECHO, "b", 2));
    assertThat(starts).hasValue(1);
  }

  @Test
  void ends_when_it_cannot_start_anew() throws Exception {
    var lives = new AtomicInteger();
    BlockingQueue<Exchange<String, String>> open = new LinkedBlockingQueue<>();
    Request<String, String> wait = Request.of(50, "wait", Codec.TEXT, Codec.TEXT);
    ProbedNode.Spawned mortal =
        node.start(
            "mortal",
            module -> {
              if (lives.incrementAndGet() > 1) {
                fail();
              }
              module.handle(wait, e -> () -> open.add(e));
            });
    peer.send(request(wait, "a", 1));
    open.take();

    LoggingTestKit.error("Module [mortal] cannot be started again")
        .expect(
            node.kit.system(),
            () -> {
              mortal.host().tell((Runnable) ModuleFailureTest::fail);
              return null;
            });

    assertThat(mortal.reports().expectMessageClass(ModuleReport.ModuleFailed.class).why())
        .contains("failed on purpose");
    mortal.reports().expectTerminated(mortal.host());
    assertThat(lives).hasValue(2);
    assertThat(text(peer.receiveRest().getFirst())).startsWith(INTERNAL);
  }

  @Test
  void that_cannot_start_at_all_is_reported() {
    ProbedNode.Spawned unborn = node.spawn(ModuleSpec.named("unborn"), module -> fail());

    var report = unborn.reports().expectMessageClass(ModuleReport.ModuleFailed.class);
    assertThat(report.module()).isEqualTo("unborn");
    assertThat(report.why()).contains("start failed", "failed on purpose");
    unborn.reports().expectTerminated(unborn.host());
  }

  @Test
  void that_claims_an_opcode_of_another_is_reported_with_both_names() {
    ProbedNode.Spawned thief =
        node.spawn(
            ModuleSpec.named("thief"), module -> module.handle(ECHO, e -> () -> e.respond("")));

    var report = thief.reports().expectMessageClass(ModuleReport.ModuleFailed.class);
    assertThat(report.why()).contains("opcode 1 (echo)", "'shaky'", "'thief'");
    thief.reports().expectTerminated(thief.host());
    peer.send(request(ECHO, "mine", 1));
    assertThat(peer.receiveRest()).containsExactly(success(ECHO, "mine", 1));
  }
}
