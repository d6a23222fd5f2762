package io.masterserver.bench.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's log complains of.
 *
 * @param expected warnings with a cause outside of the server, by form, and how often
 * @param unexpected all other warnings, and errors
 */
record LogForms(SortedMap<String, Integer> expected, SortedMap<String, Integer> unexpected) {

  private static final Pattern COMPLAINT =
      Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (WARN|ERROR) +\\S+ - (.*)$");

  private static final Pattern OUT_OF_MEMORY = Pattern.compile(".*(OutOfMemoryError.*)");

  private static final String DISCONNECTED = "Peer \\[…] from ADDRESS is disconnected: ";

  /** The server says of what strangers cause only some, and how many it has left out. */
  private static final String SOME = "( \\(and N lines like this that were left out\\))?";

  /** What clients do here on purpose, how the server is set up, and a busy machine. */
  private static final List<Pattern> CAUSED =
      Stream.of(
              "Mails are NOT sent: .*",
              "Cluster Node \\[…] - Scheduled sending of heartbeat was delayed\\. .*",
              "Peer \\[…] from ADDRESS: .*; dropped" + SOME,
              DISCONNECTED + "frame length: .*",
              DISCONNECTED + "WebSocket frame type: .*",
              DISCONNECTED + "N malformed messages, .*",
              DISCONNECTED + "no complete message within PTNS \\(handshake time-out\\)" + SOME,
              DISCONNECTED + "the client is too slow: .*")
          .map(Pattern::compile)
          .toList();

  static LogForms in(Path log) {
    var forms = new LogForms(new TreeMap<>(), new TreeMap<>());
    try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
      lines.forEach(forms::add);
    } catch (IOException e) {
      forms.unexpected().put("log cannot be read: " + e.getMessage(), 1);
    }
    return forms;
  }

  void add(String line) {
    Matcher complaint = COMPLAINT.matcher(line);
    Matcher outOfMemory = OUT_OF_MEMORY.matcher(line);
    if (complaint.matches()) {
      String form = form(complaint.group(2));
      boolean caused = complaint.group(1).equals("WARN") && isCaused(form);
      (caused ? expected : unexpected).merge(complaint.group(1) + " " + form, 1, Integer::sum);
    } else if (outOfMemory.matches()) {
      unexpected.merge(outOfMemory.group(1), 1, Integer::sum);
    }
  }

  /** The message without what differs each time. */
  private static String form(String message) {
    return message
        .replaceAll("\\[[^\\]]*]", "[…]")
        .replaceAll("\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+", "ADDRESS")
        .replaceAll("0x[0-9a-f]+", "N")
        .replaceAll("-?\\d+", "N");
  }

  private static boolean isCaused(String form) {
    return CAUSED.stream().anyMatch(cause -> cause.matcher(form).matches());
  }
}
