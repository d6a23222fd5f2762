package io.masterserver.core.packet;

import java.util.regex.Pattern;

/** What the opcode and the name of every operation must look like. */
final class OperationName {

  private static final int MAX_OPCODE = 0xffff;
  private static final Pattern WORDS = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private OperationName() {}

  static void check(int opcode, String name) {
    if (opcode < 0 || opcode > MAX_OPCODE) {
      throw new IllegalArgumentException(
          "opcode of '%s': %d (expected: 0..%d)".formatted(name, opcode, MAX_OPCODE));
    }
    if (!WORDS.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name of opcode %d: '%s' (expected: lower-case words with dashes)"
              .formatted(opcode, name));
    }
  }
}
