package io.masterserver.tests.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.masterserver.core.wire.Bytes;
import io.masterserver.modules.mail.MailAddress;
import java.util.List;
import java.util.stream.Stream;

/** Addresses that clients give: those that pass go into the lines of a conversation by SMTP. */
final class MailAddressesTarget implements FuzzTarget {

  @Override
  public void read(byte[] input) {
    String text = Bytes.wrap(input).utf8();
    boolean valid = Memory.OF_A_PACKET.bounded(input.length, () -> MailAddress.isValid(text));
    if (valid && !text.matches("[!-~&&[^<>\\[\\]\"()]]+@[!-~&&[^<>\\[\\]\"()]]+")) {
      throw new AssertionError("is taken for an address: '%s'".formatted(text));
    }
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "ann@example.org",
            "a.b+c@xn--bcher-kva.example",
            "group: a@b.example;",
            "\"a b\"@c.example",
            "a@[127.0.0.1]",
            "A <a@b.example>",
            "a@b.example, c@d.example",
            "a@b.example\r\nRCPT TO: c@d.example")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }
}
