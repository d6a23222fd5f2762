package io.masterserver.modules.sessions;

import static io.masterserver.modules.sessions.SampleSessions.ANNA;
import static io.masterserver.modules.sessions.SampleSessions.BORIS;
import static io.masterserver.modules.sessions.SampleSessions.SECRET;
import static io.masterserver.modules.sessions.SampleSessions.await;
import static io.masterserver.modules.sessions.SampleSessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masterserver.api.PeerId;
import io.masterserver.api.SavedSession;
import io.masterserver.api.SessionStore;
import io.masterserver.api.SessionWrite;
import io.masterserver.core.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A store of sessions")
@ParameterizedClass
@EnumSource(Stores.class)
@Timeout(60)
class SessionStoreTest {

  private final Stores.Cluster cluster;
  private final SessionStore node;
  private final SessionStore other;

  SessionStoreTest(Stores kind) {
    cluster = kind.fresh();
    node = cluster.node();
    other = cluster.node();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void gives_another_node_what_was_saved_last() {
    await(node.create(session(ANNA, "first")));
    await(node.create(session(BORIS, "of Boris")));
    await(node.save(session(ANNA, "last")));

    assertThat(await(other.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "last"));
  }

  @Test
  void keeps_any_bytes() {
    byte[] all = new byte[SavedSession.MAX_STATE_BYTES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i % 251);
    }
    await(node.create(session(ANNA, "").withState(Bytes.copyOf(all))));

    assertThat(await(node.takeOver(ANNA, SECRET)).orElseThrow().state())
        .isEqualTo(Bytes.copyOf(all));
  }

  @Test
  void fences_whoever_had_the_session_before() {
    await(node.create(session(ANNA, "first")));
    await(other.takeOver(ANNA, SECRET));

    assertThat(await(node.save(session(ANNA, "too late")))).isEqualTo(SessionWrite.FENCED);
    assertThat(await(node.create(session(ANNA, "too late")))).isEqualTo(SessionWrite.FENCED);
    assertThat(await(node.remove(ANNA, 1))).isEqualTo(SessionWrite.FENCED);

    assertThat(await(other.save(session(ANNA, 2, "new")))).isEqualTo(SessionWrite.DONE);
    assertThat(await(node.takeOver(ANNA, SECRET))).contains(session(ANNA, 3, "new"));
  }

  @Test
  void gives_nothing_to_those_without_the_secret_and_changes_nothing_for_them() {
    await(node.create(session(ANNA, "state")));

    assertThat(await(other.takeOver(ANNA, Bytes.ofHex("00ff18")))).isEmpty();

    assertThat(await(node.save(session(ANNA, "state")))).isEqualTo(SessionWrite.DONE);
  }

  @Test
  void gives_nothing_of_which_there_is_no_record() {
    assertThat(await(node.takeOver(ANNA, SECRET))).isEmpty();
  }

  @Test
  void fences_a_session_of_which_there_is_no_record() {
    assertThat(await(node.save(session(ANNA, "never made")))).isEqualTo(SessionWrite.FENCED);
    assertThat(await(node.remove(ANNA, 1))).isEqualTo(SessionWrite.FENCED);
  }

  @Test
  void makes_a_record_again_for_who_was_not_told_that_it_is_made() {
    await(node.create(session(ANNA, "first")));

    assertThat(await(node.create(session(ANNA, "again")))).isEqualTo(SessionWrite.DONE);

    assertThat(await(node.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "again"));
  }

  @Test
  void does_not_make_a_record_in_place_of_that_of_another_session() {
    await(node.create(session(ANNA, "first")));
    var stranger = new SavedSession(ANNA, 1, Bytes.ofHex("42"), Bytes.ofUtf8("stranger"));

    assertThat(await(other.create(stranger))).isEqualTo(SessionWrite.FENCED);

    assertThat(await(node.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "first"));
  }

  @Test
  void makes_records_in_the_first_epoch_only() {
    assertThatThrownBy(() -> node.create(session(ANNA, 2, "secret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: epoch 1)")
        .hasMessageNotContaining("secret");
  }

  @Test
  void forgets_a_session_that_is_removed() {
    await(node.create(session(ANNA, "state")));

    assertThat(await(node.remove(ANNA, 1))).isEqualTo(SessionWrite.DONE);

    assertThat(await(node.takeOver(ANNA, SECRET))).isEmpty();
    assertThat(await(node.save(session(ANNA, "state")))).isEqualTo(SessionWrite.FENCED);
  }

  @Test
  void does_what_one_asks_for_in_the_order_in_which_it_asks() {
    List<CompletionStage<SessionWrite>> stages = new ArrayList<>();
    stages.add(node.create(session(ANNA, "0")));
    for (int i = 1; i <= 100; i++) {
      stages.add(node.save(session(ANNA, "" + i)));
      stages.add(node.create(session(new PeerId(i), "" + i)));
      stages.add(node.remove(new PeerId(i), 1));
    }

    assertThat(stages.stream().map(SampleSessions::await)).containsOnly(SessionWrite.DONE);

    assertThat(await(other.takeOver(ANNA, SECRET))).contains(session(ANNA, 2, "100"));
    assertThat(await(node.holdsAny(new PeerId(1), new PeerId(100)))).isFalse();
  }

  @Test
  void gives_each_of_those_who_come_at_once_an_epoch_of_its_own() {
    await(node.create(session(ANNA, "state")));
    List<CompletionStage<Optional<SavedSession>>> stages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stages.add(node.takeOver(ANNA, SECRET));
      stages.add(other.takeOver(ANNA, SECRET));
    }

    assertThat(stages.stream().map(stage -> await(stage).orElseThrow().epoch()))
        .doesNotHaveDuplicates()
        .hasSize(40);
  }

  @Test
  void says_which_ids_are_taken() {
    await(node.create(session(BORIS, "state")));

    assertThat(await(other.holdsAny(new PeerId(7 << 16), new PeerId((8 << 16) - 1)))).isTrue();
    assertThat(await(other.holdsAny(BORIS, BORIS))).isTrue();
    assertThat(await(other.holdsAny(new PeerId(8 << 16), new PeerId(Integer.MAX_VALUE)))).isFalse();
    assertThat(await(other.holdsAny(new PeerId(1), ANNA))).isFalse();
  }
}
