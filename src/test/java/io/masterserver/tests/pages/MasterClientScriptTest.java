package io.masterserver.tests.pages;

import static io.masterserver.tests.fixture.Operations.ASK;
import static io.masterserver.tests.fixture.Operations.NEWS;
import static io.masterserver.tests.fixture.Operations.QUESTION;
import static io.masterserver.tests.fixture.Operations.TELL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.masterserver.api.Exchange;
import io.masterserver.core.packet.Response;
import io.masterserver.samples.personalinfo.PersonalInfoModule;
import io.masterserver.tests.fixture.RunningServer;
import io.masterserver.tests.fixture.ScriptedModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The client in JavaScript")
@Timeout(120)
class MasterClientScriptTest {

  /** In front of each script. */
  private static final String IMPORTS =
      """
      const { MasterClient } = await import("/master-client.js");
      const wire = await import("/wire.js");
      const { Reader, Writer, decodeMessage, encodeMessage, decodeText, encodeText } = wire;
      const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
      const hex = (bytes) => Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
      const connected = async () => {
        const client = new MasterClient(`ws://${location.host}/ws`);
        client.handle(103, (data) => encodeText(`${decodeText(data)}? yes`));
        await client.connect();
        return client;
      };
      """;

  @TempDir private static Path profile;

  private static Chromium browser;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    browser = Chromium.start(profile);
    server =
        RunningServer.startWithAccounts(
            "master.websocket.static-files = \"classpath:/tutorial\"",
            new PersonalInfoModule(),
            new ScriptedModule(
                "scripted",
                module -> {
                  module.handle(ASK, exchange -> () -> answer(exchange));
                  module.handle(TELL, exchange -> () -> exchange.peer().send(NEWS, "heard"));
                }));
    browser.open("http://127.0.0.1:" + server.webSocketAddress().getPort());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void answer(Exchange<String, String> exchange) {
    switch (exchange.request()) {
      case "question me" ->
          exchange
              .peer()
              .request(QUESTION, "ready", Duration.ofSeconds(20))
              .thenAccept(
                  answer ->
                      exchange.respond(
                          answer instanceof Response.Success<String>(String text) ? text : "no"));
      case "kick me" -> exchange.peer().disconnect("house rules");
      default -> {} // never answered
    }
  }

  private static Object run(String body, Object... given) {
    return browser.run(IMPORTS + body, given);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/transcripts.jsonl", "/account-transcripts.jsonl"})
  void reads_and_writes_recorded_messages(String recorded) throws IOException {
    List<String> messages;
    try (var in = MasterClientScriptTest.class.getResourceAsStream(recorded)) {
      messages =
          new ObjectMapper()
              .readerFor(JsonNode.class).<JsonNode>readValues(in).readAll().stream()
                  .map(line -> line.get("hex").asText())
                  .toList();
    }

    assertThat(messages).hasSizeGreaterThan(50);
    assertThat(
            run(
                "return given[0].map((it) => hex(encodeMessage(decodeMessage(bytes(it)))));",
                messages))
        .isEqualTo(messages);
  }

  @Test
  void reads_the_example_of_the_protocol() {
    assertThat(
            run(
                """
                const { opcode, data, requestId, responseId } =
                    decodeMessage(bytes("0103e90000000d000573776f72640004e282ac3300000005"));
                const values = new Reader(data);
                const answer = decodeMessage(bytes("0203e9000000040000002a0000000501"));
                return [opcode, values.string(), values.string(), requestId, responseId ?? "none",
                    answer.responseId, answer.status, new Reader(answer.data).int32()].join();
                """))
        .isEqualTo("1001,sword,€3,5,none,5,1,42");
  }

  @Test
  void writes_values_as_the_protocol_says_and_reads_them_back() {
    assertThat(
            run(
                """
                const written = new Writer().bool(true).uint8(200).uint16(65534).int32(305419896)
                    .int64(-3n).float32(1.5).float64(-2.25).string("ža€😀").bytes;
                const from = new Reader(written);
                return [hex(written), from.bool(), from.uint8(), from.uint16(), from.int32(),
                    from.int64(), from.float32(), from.float64(), from.string()].join();
                """))
        .isEqualTo(
            "01c8fffe12345678fffffffffffffffd3fc00000c002000000000000000ac5be61e282acf09f9880"
                + ",true,200,65534,305419896,-3,1.5,-2.25,ža€😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "04", "0400010000000000", "000001", "00000100000001", "000001ffffffff"})
  void refuses_what_is_no_message(String hex) {
    assertThat(
            run(
                """
                try {
                  return decodeMessage(bytes(given[0]));
                } catch (refused) {
                  return refused.name;
                }
                """,
                hex))
        .isEqualTo("RangeError");
  }

  @Test
  void ends_a_request_that_nobody_answers() {
    assertThat(
            run(
                "return (await connected()).request(100, encodeText('nothing'), 50).catch(String);"))
        .isEqualTo("RequestFailed: no answer within 50 ms");
  }

  @Test
  void hears_what_it_is_told() {
    assertThat(
            run(
                """
                const client = await connected();
                const news = new Promise((resolve) => client.handle(102, resolve));
                client.send(101, encodeText("go"));
                return decodeText(await news);
                """))
        .isEqualTo("heard");
  }

  @Test
  void answers_what_it_is_asked() {
    assertThat(
            run(
                "return decodeText(await (await connected()).request(100, encodeText('question me')));"))
        .isEqualTo("ready? yes");
  }

  @Test
  void says_why_the_server_has_closed_the_connection_also_to_those_who_wait_for_an_answer() {
    assertThat(
            run(
                """
                const client = await connected();
                const closed = new Promise((resolve) => client.addEventListener("closed", resolve));
                const answer = await client.request(100, encodeText("kick me")).catch((it) => it);
                const { code, reason } = (await closed).detail;
                return [answer.status, answer.message, code, reason, client.isConnected].join();
                """))
        .isEqualTo("7,house rules,1008,house rules,false");
  }

  @Test
  void is_used_as_the_guide_shows() throws IOException {
    String chapter = Files.readString(Path.of("../../docs/guide/2-connect.md"));
    String example = chapter.split("```js\n")[1].split("```")[0];
    browser.console();

    browser.run(
        example
            .replaceAll("import (.+) from \"\\./(.+)\";", "const $1 = await import(\"/$2\");")
            .replace("127.0.0.1:5000", "127.0.0.1:" + server.webSocketAddress().getPort()));

    assertThat(browser.console()).singleElement().asString().endsWith("\"John\" 34");
  }

  @Test
  void connects_again_when_it_is_told_to() {
    assertThat(
            run(
                """
                const client = await connected();
                const closed = new Promise((resolve) => client.addEventListener("closed", resolve));
                client.close();
                const { reason } = (await closed).detail;
                await client.connect();
                return `${reason}, ${client.isConnected}, ${hex(await client.request(32200, new Writer().int64(7n).bytes))}`;
                """))
        .isEqualTo("closed, true, 0000000000000007");
  }
}
