package io.masterserver.tests.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The output of the program")
@Timeout(60)
class AuditOutputTest {

  private static final String KEY = "a key of sixteen or more";

  @TempDir Path folder;

  @Test
  void has_the_facts_of_the_audit_log_and_no_keys() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("my.conf"),
            "master.modules.core.permission-keys = [{ key = \"%s\", level = 7 }]\n".formatted(KEY));
    try (var server = ServerProcess.start("--port", "0", "--config", config.toString())) {
      claim(server.awaitAddress(), "guessed wrong");
      claim(server.awaitAddress(), KEY);

      Await.until("both claims are audited", () -> audited(server).size() >= 2);
      assertThat(audited(server).getFirst())
          .matches(
              ".* INFO  audit - event=\"permission-claim\" peer=\"\\d+\""
                  + " address=\"127\\.0\\.0\\.1:\\d+\" try=\"1 of 5\" outcome=\"refused\""
                  + " why=\"wrong key\"");
      assertThat(audited(server).getLast()).endsWith(" level=\"7\" outcome=\"ok\"");
      assertThat(server.stdout())
          .noneMatch(line -> line.contains(KEY) || line.contains("guessed wrong"));
    }
  }

  private static void claim(InetSocketAddress address, String key) {
    try (MasterClient client =
        MasterClient.builder()
            .address(address.getHostString(), address.getPort())
            .reconnect(ReconnectPolicy.NEVER)
            .build()) {
      Await.result(client.connect());
      Await.result(client.request(CoreOperations.PERMISSION_LEVEL, key));
    }
  }

  private static List<String> audited(ServerProcess server) {
    return server.stdout().stream().filter(line -> line.contains(" audit - ")).toList();
  }
}
