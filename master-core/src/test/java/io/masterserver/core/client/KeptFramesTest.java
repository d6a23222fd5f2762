package io.masterserver.core.client;

import static io.masterserver.core.client.Operations.LENGTH;
import static io.masterserver.core.client.Operations.NOTE;
import static io.masterserver.core.client.Operations.SAVE;
import static io.masterserver.core.client.Operations.SAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.session.SessionResumed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The frames that a session keeps")
class KeptFramesTest {

  private final KeptFrames kept = new KeptFrames();
  private final PendingRequests pending = new PendingRequests(100);

  @Test
  @DisplayName("are those that the server has not acknowledged, in their order")
  void unacknowledged() {
    tell("a");
    tell("b");
    tell("c");

    assertThat(kept.acknowledge(1)).isTrue();

    assertThat(sentAgain()).containsExactly("b", "c");
  }

  @Test
  @DisplayName("are not touched by an acknowledgement of what was never sent")
  void never_sent() {
    tell("a");
    kept.add("b".getBytes(UTF_8), Purpose.telling(SAY), false);

    assertThat(kept.acknowledge(2)).isFalse();
    assertThat(sentAgain()).containsExactly("a", "b");
    assertThat(kept.acknowledge(2)).isTrue();
  }

  @Test
  @DisplayName("weigh nothing once they are acknowledged, or their answers are there")
  void weight() {
    tell("a");
    PendingRequest<?> saving = ask(SAVE, "b");
    assertThat(kept.weight()).isEqualTo(2 * (KeptFrames.FRAME_WEIGHT + 1));

    kept.acknowledge(2);
    assertThat(kept.weight()).isEqualTo(KeptFrames.FRAME_WEIGHT + 1);
    kept.ended(saving.id());

    assertThat(kept.weight()).isZero();
  }

  @Test
  @DisplayName("do not stay for a durable request that has timed out")
  void timed_out() {
    PendingRequest<?> saving = ask(SAVE, "a");
    pending.take(saving.id());

    kept.acknowledge(1);

    assertThat(kept.weight()).isZero();
  }

  @Test
  @DisplayName("are sent behind what the server has had")
  void resumed() {
    tell("a");
    tell("b");

    assertThat(kept.goOnBehind(new SessionResumed(1, false, List.of()))).isTrue();

    assertThat(sentAgain()).containsExactly("b");
  }

  @Test
  @DisplayName("cannot go on behind more than was sent, or less than was acknowledged")
  void impossible() {
    tell("a");
    tell("b");
    kept.acknowledge(2);

    assertThat(kept.goOnBehind(new SessionResumed(3, false, List.of()))).isFalse();
    assertThat(kept.goOnBehind(new SessionResumed(1, false, List.of()))).isFalse();
    assertThat(kept.goOnBehind(new SessionResumed(3, true, List.of()))).isFalse();
    assertThat(kept.goOnBehind(new SessionResumed(-1, true, List.of()))).isFalse();
  }

  @Test
  @DisplayName("are, where the node has died, the durable ones that it had not saved")
  void restored() {
    ask(LENGTH, "a");
    PendingRequest<?> acknowledged = ask(SAVE, "b");
    ask(SAVE, "c");
    tell("d");
    kept.add("e".getBytes(UTF_8), Purpose.telling(NOTE), true);
    kept.acknowledge(2);

    assertThat(kept.goOnBehind(new SessionResumed(1, true, List.of()))).isTrue();

    assertThat(sentAgain()).containsExactly("b", "c", "e");
    assertThat(acknowledged.number()).isEqualTo(2);
    assertThat(kept.last()).isEqualTo(4);
  }

  @Test
  @DisplayName("are, where the node has died, also the durable ones that it had left unfinished")
  void unfinished() {
    PendingRequest<?> acknowledged = ask(SAVE, "a");
    PendingRequest<?> answeredLater = ask(SAVE, "b");
    PendingRequest<?> behind = ask(SAVE, "c");
    ask(LENGTH, "d");
    kept.acknowledge(2);
    var unfinished = List.of(acknowledged.id(), behind.id(), 4);

    assertThat(kept.goOnBehind(new SessionResumed(4, true, unfinished))).isTrue();

    assertThat(sentAgain()).containsExactly("a", "c");
    assertThat(List.of(acknowledged.number(), behind.number())).containsExactly(5L, 6L);
    assertThat(kept.weight()).isEqualTo(3 * (KeptFrames.FRAME_WEIGHT + 1));
    kept.ended(answeredLater.id());
    assertThat(kept.weight()).isEqualTo(2 * (KeptFrames.FRAME_WEIGHT + 1));
  }

  @Test
  @DisplayName("are, where the node has died, all that were never sent")
  void never_sent_restored() {
    tell("a");
    kept.add("b".getBytes(UTF_8), Purpose.telling(SAY), false);

    assertThat(kept.goOnBehind(new SessionResumed(0, true, List.of()))).isTrue();

    assertThat(sentAgain()).containsExactly("b");
  }

  @Test
  @DisplayName("are numbered from 1 on again when all was forgotten")
  void cleared() {
    tell("a");
    kept.acknowledge(1);
    tell("b");

    kept.clear();

    assertThat(kept.last()).isZero();
    assertThat(kept.acknowledge(2)).isFalse();
  }

  private void tell(String frame) {
    kept.add(frame.getBytes(UTF_8), Purpose.telling(SAY), true);
  }

  private PendingRequest<?> ask(Request<String, Integer> operation, String frame) {
    var request = new PendingRequest<>(operation, response -> {});
    pending.add(request);
    kept.add(frame.getBytes(UTF_8), Purpose.asking(request), true);
    return request;
  }

  private List<String> sentAgain() {
    var sent = new ArrayList<String>();
    kept.passOn(frame -> sent.add(new String(frame, UTF_8)));
    return sent;
  }
}
