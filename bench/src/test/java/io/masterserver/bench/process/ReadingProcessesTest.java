package io.masterserver.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What other processes print")
class ReadingProcessesTest {

  @Test
  @DisplayName("a ready line names the port of each transport")
  void readyLine() {
    String line =
        "{\"event\":\"ready\",\"listeners\":["
            + "{\"transport\":\"ws\",\"host\":\"localhost\",\"port\": 4711},"
            + "{\"transport\":\"tcp\",\"port\":4712}]}";

    assertThat(ReadyLine.port(line, Transport.WS)).hasValue(4711);
    assertThat(ReadyLine.port(line, Transport.TCP)).hasValue(4712);
  }

  @Test
  @DisplayName("a ready line names the port of a transport that is secured")
  void secured() {
    String line =
        "{\"event\":\"ready\",\"listeners\":[{\"transport\":\"wss\",\"port\":4711},{\"transport\":\"tls\",\"port\":4712}]}";

    assertThat(ReadyLine.port(line, Transport.WS)).hasValue(4711);
    assertThat(ReadyLine.port(line, Transport.TCP)).hasValue(4712);
  }

  @Test
  @DisplayName("a ready line without the transport that is to be measured is refused")
  void transportMissing() {
    String line = "{\"event\":\"ready\",\"listeners\":[{\"transport\":\"tls\",\"port\":4711}]}";

    assertThatExceptionOfType(ServerFailure.class)
        .isThrownBy(() -> ReadyLine.port(line, Transport.WS))
        .withMessageContaining("expected: a listener with the transport 'ws'");
  }

  @Test
  @DisplayName("other lines are no ready lines, whatever they name")
  void otherLine() {
    assertThat(ReadyLine.port("{\"event\":\"bound\",\"port\":4711}", Transport.TCP)).isEmpty();
    assertThat(ReadyLine.port("ready", Transport.TCP)).isEmpty();
  }

  @Test
  @DisplayName("processor time is read from behind the name, brackets and spaces in it or not")
  void processStatus() {
    String stat =
        "42 (a (b) c) S 1 42 42 0 -1 4194560 9 0 0 0 250 50 0 0 20 0 30 0 1000 123456 2048 1 2 3\n";

    assertThat(ProcessStatus.parse(stat))
        .isEqualTo(new ProcessStatus(Duration.ofSeconds(3), 2048 * 4096));
  }

  @Test
  @DisplayName("a class histogram ends with the bytes that live")
  void liveHeap() {
    String histogram =
        """
         num     #instances         #bytes  class name (module)
           1:          6000         400000  [B (java.base@25)
        Total          7000         500000
        """;

    assertThat(LiveHeap.totalOf(histogram)).isEqualTo(500_000);
  }

  @Test
  @DisplayName("a class histogram counts objects by class, without what fills gaps")
  void classHistogram() {
    String text =
        """
         num     #instances         #bytes  class name (module)
           1:          6000         400000  [B (java.base@25)
           2:             3          90000  [Ljdk.internal.vm.FillerElement; (java.base@25)
           3:            40           6000  io.example.Actor$Cell
           4:             2            300  io.example.Actor$Cell
        Total          6045         496300
        """;

    ClassHistogram histogram = ClassHistogram.parse(text);

    assertThat(histogram.bytes()).isEqualTo(406_300);
    assertThat(histogram.of("io.example.Actor$Cell"))
        .isEqualTo(new ClassHistogram.Objects(42, 6300));
    assertThat(histogram.of("io.example.Unknown").instances()).isZero();
  }

  @Test
  @DisplayName("threads and files have the same name whatever their numbers")
  void holdings() {
    assertThat(Holdings.plain("socket:[4711]")).isEqualTo("socket");
    assertThat(Holdings.plain("MasterS..her-12")).isEqualTo("MasterS..her-N");
  }

  @Test
  @DisplayName("the hard limit on open files counts, since a JVM raises the soft one")
  void openFiles() {
    assertThat(OpenFiles.limitIn("Max open files            1024                 20000   files\n"))
        .isEqualTo(20_000);
    assertThat(OpenFiles.limitIn("Max open files            1024          unlimited      files\n"))
        .isEqualTo(Integer.MAX_VALUE);
  }
}
