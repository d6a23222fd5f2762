package io.masterserver.core.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.MsfAuthOperations;
import io.masterserver.core.packet.session.SessionOperations;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/protocol.md")
class ProtocolDocumentTest {

  private static final Path DOCUMENT = Path.of("../docs/protocol.md");

  private static final List<Class<?>> OPERATIONS =
      List.of(
          CoreOperations.class,
          SessionOperations.class,
          AuthOperations.class,
          MsfAuthOperations.class);

  private static final Pattern NUMBERED_ROW =
      Pattern.compile("^\\| (\\d+) \\| ([a-z0-9-]+|[A-Z_]+) \\|", Pattern.MULTILINE);

  private static final Pattern LABELLED_HEX =
      Pattern.compile("^((?:[0-9a-f]{2} )+) +[a-z].*$", Pattern.MULTILINE);

  @Test
  @DisplayName("lists exactly the operations of the code, by opcode and name")
  void lists_the_operations() throws Exception {
    assertThat(rows("## Operations")).isEqualTo(operations());
  }

  @Test
  @DisplayName("lists exactly the statuses of the code")
  void lists_the_statuses() throws Exception {
    assertThat(rows("### Statuses"))
        .isEqualTo(
            Arrays.stream(Status.values()).collect(Collectors.toMap(Status::code, Status::name)));
  }

  @Test
  @DisplayName("shows the bytes that the code writes for its example")
  void shows_the_right_bytes() throws Exception {
    var out = new WireWriter();
    MessageCodec.writeRequest(1001, 5, StringPair.CODEC, new StringPair("sword", "\u20ac3"), out);
    MessageCodec.writeResponse(1001, 5, Status.SUCCESS, Codec.INT, 42, out);
    MessageCodec.writeResponse(1001, 5, Status.FAILED, Codec.TEXT, "sold out", out);

    String shown =
        LABELLED_HEX
            .matcher(section("## Example"))
            .results()
            .map(line -> line.group(1).replace(" ", ""))
            .collect(Collectors.joining());

    assertThat(shown).isEqualTo(HexFormat.of().formatHex(out.toArray()));
  }

  private static Map<Integer, String> operations() throws IllegalAccessException {
    Map<Integer, String> names = new TreeMap<>();
    for (Class<?> constants : OPERATIONS) {
      for (var field : constants.getFields()) {
        var operation = (Operation<?>) field.get(null);
        assertThat(names.put(operation.opcode(), operation.name()))
            .as("another operation with opcode %d", operation.opcode())
            .isNull();
      }
    }
    return names;
  }

  /** The first two cells of the rows below {@code heading} that begin with a number. */
  private static Map<Integer, String> rows(String heading) throws IOException {
    return NUMBERED_ROW
        .matcher(section(heading))
        .results()
        .collect(Collectors.toMap(row -> Integer.valueOf(row.group(1)), row -> row.group(2)));
  }

  /** The text below {@code heading}, up to the next one. */
  private static String section(String heading) throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("\n" + heading + "\n");
    assertThat(start).as("heading '%s'", heading).isNotNegative();
    String below = document.substring(start + heading.length() + 2);
    int end = below.indexOf("\n#");
    return end < 0 ? below : below.substring(0, end);
  }
}
