package io.masterserver.bench.report;

import static io.masterserver.bench.report.Metric.CPU_PER_REQUEST;
import static io.masterserver.bench.report.Metric.REQUESTS_PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.bench.report.Table.Column;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of results")
class TableTest {

  private final Results results = new Results();

  @Test
  @DisplayName("has medians, and ratios to the baseline of the same round")
  void ratiosOfTheSameRound() {
    requestsPerSecond("netty", 1, 1000);
    requestsPerSecond("master", 1, 500);
    requestsPerSecond("netty", 2, 4000);
    requestsPerSecond("master", 2, 1000);
    requestsPerSecond("netty", 3, 2000);
    requestsPerSecond("master", 3, 1200);

    assertThat(markdown())
        .isEqualTo(
            """
            ### echo

            | | netty | master | master : netty |
            |---|---:|---:|---:|
            | requests/s | 2,000 | 1,000 | 0.50 (0.25–0.60) |

            """);
  }

  @Test
  @DisplayName("has no ratios when the baseline did not run")
  void withoutBaseline() {
    requestsPerSecond("master", 1, 500);

    assertThat(markdown()).contains("| | master |\n").contains("| requests/s | 500 |\n");
  }

  @Test
  @DisplayName("has a ratio to each baseline, and no column for a server that did not run")
  void severalBaselines() {
    requestsPerSecond("netty", 1, 1000);
    requestsPerSecond("pekko", 1, 500);
    requestsPerSecond("cluster", 1, 400);

    assertThat(markdown())
        .contains("| | netty | pekko | cluster | cluster : netty | cluster : pekko |\n")
        .contains("| requests/s | 1,000 | 500 | 400 | 0.40 | 0.80 |\n");
  }

  @Test
  @DisplayName("leaves out the ratio of a round that one of the two did not finish")
  void unfinishedRound() {
    requestsPerSecond("netty", 1, 1000);
    requestsPerSecond("master", 1, 500);
    requestsPerSecond("netty", 2, 1000);

    assertThat(markdown()).contains("| 1,000 | 500 | 0.50 |");
  }

  @Test
  @DisplayName("says so where nothing was measured")
  void nothingMeasured() {
    results.add("echo", "netty", 1, Map.of(CPU_PER_REQUEST, 1.5));
    requestsPerSecond("master", 1, 500);

    assertThat(markdown()).contains("| server CPU per request, µs | 1.50 | – | – |");
  }

  private String markdown() {
    return new Table(
            results,
            List.of(
                new Column("netty", List.of()),
                new Column("pekko", List.of()),
                new Column("master", List.of("netty")),
                new Column("cluster", List.of("netty", "pekko"))))
        .markdown();
  }

  private void requestsPerSecond(String server, int round, double value) {
    results.add("echo", server, round, Map.of(REQUESTS_PER_SECOND, value));
  }
}
