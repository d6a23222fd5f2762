package io.masterserver.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.runtime.connection.HeadStage.Head;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The head of a connection")
@Timeout(20)
class HeadStageTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  /** Ends with an exclamation mark. */
  private static final Head MARKED =
      (bytes, seen) -> {
        int mark = bytes.indexOf((byte) '!');
        return mark < 0 ? Head.UNKNOWN : mark + 1;
      };

  private static final ActorTestKit kit = ActorTestKit.create();

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  private static List<String> passed(Source<ByteString, ?> bytes) throws Exception {
    return bytes
        .via(new HeadStage(MARKED, 8, LONG, ticket(), () -> {}))
        .map(ByteString::utf8String)
        .runWith(Sink.seq(), kit.system())
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static Source<ByteString, ?> chunks(String chunks) {
    return Source.from(Arrays.stream(chunks.split(",", -1)).map(ByteString::fromString).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'head!';             'head!'",
        "'h,e,a,d,!';         'head!'",
        "'head!rest';         'head!,rest'",
        "'he,ad!re,st';       'head!,re,st'",
        "'much too long';     'much too, long'",
        "'toolong,er,more';   'toolonge,r,more'",
      })
  void is_the_first_element_and_all_else_follows(String bytes, String elements) throws Exception {
    assertThat(String.join(",", passed(chunks(bytes)))).isEqualTo(elements);
  }

  @Test
  void is_no_element_if_the_client_goes_before_it_ends() throws Exception {
    assertThat(passed(chunks("hea"))).isEmpty();
  }

  @Test
  void is_passed_on_as_far_as_it_has_come_when_the_time_is_up() throws Exception {
    ByteString head =
        chunks("hea")
            .concat(Source.<ByteString>maybe())
            .via(new HeadStage(MARKED, 8, Duration.ofMillis(50), ticket(), () -> {}))
            .runWith(Sink.head(), kit.system())
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);

    assertThat(head.utf8String()).isEqualTo("hea");
  }

  @Test
  void releases_the_ticket_when_the_connection_has_ended() throws Exception {
    var admission = new Admission(1, 1, 1);
    chunks("head!")
        .via(new HeadStage(MARKED, 8, LONG, admission.arrive().orElseThrow(), () -> {}))
        .runWith(Sink.ignore(), kit.system())
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);

    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(10),
            () -> {
              assertThat(admission.size()).isZero();
              return admission;
            });
  }

  @Test
  void never_comes_of_a_connection_that_gives_way_to_another() throws Exception {
    var admission = new Admission(2, 2, 1);
    var ended = new CountDownLatch(1);
    Admission.Ticket first = admission.arrive().orElseThrow();
    first.admit(InetAddress.getLoopbackAddress());
    var elements =
        chunks("hea")
            .concat(Source.<ByteString>maybe())
            .via(new HeadStage(MARKED, 8, LONG, first, ended::countDown))
            .runWith(Sink.seq(), kit.system())
            .toCompletableFuture();

    admission.arrive().orElseThrow().admit(InetAddress.getLoopbackAddress());

    assertThat(elements.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(ended.getCount()).isZero();
  }

  private static Admission.Ticket ticket() {
    return new Admission(1, 1, 1).arrive().orElseThrow();
  }
}
