package io.masterserver.tests.attack;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A form of warnings in the server's log.
 *
 * @param pattern of the whole message
 */
public record Complaint(Pattern pattern) {

  /** Of a machine that has too much to do. */
  private static final Complaint BUSY =
      of("Cluster Node \\[.*] - Scheduled sending of heartbeat was delayed.*");

  /** Of a client that asks faster than the limits let it; the others are only counted. */
  static final Complaint TOO_MANY = of("Peer \\[[^]]*] from \\S+: Too many messages .*");

  /** Of a client that gave way to others before it had said anything. */
  static final Complaint CROWDED_OUT =
      of(
          "(Peer \\[[^]]*]|Connection) from \\S+ is (disconnected|closed): too many have said nothing .*");

  static final Complaint DROPPED = of("Peer \\[[^]]*] from \\S+: .*; dropped");

  static Complaint of(String pattern) {
    return new Complaint(Pattern.compile(pattern, Pattern.DOTALL));
  }

  /**
   * A client was disconnected.
   *
   * @param why a pattern of the reason
   */
  static Complaint disconnected(String why) {
    return of("Peer \\[[^]]*] from \\S+ is disconnected: " + why);
  }

  /** The server's note that lines like this were left out. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(" \\(and \\d+ lines like this that were left out\\)$");

  /** Returns those of {@code messages} that have none of the forms that are expected. */
  public static List<String> unexpected(Stream<String> messages, Collection<Complaint> expected) {
    return messages
        .map(message -> LEFT_OUT.matcher(message).replaceFirst(""))
        .filter(
            message ->
                Stream.concat(Stream.of(BUSY), expected.stream())
                    .noneMatch(complaint -> complaint.pattern().matcher(message).matches()))
        .toList();
  }
}
