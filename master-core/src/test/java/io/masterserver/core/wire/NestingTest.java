package io.masterserver.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A value that contains values of its own type")
class NestingTest {

  /** A node, and what hangs below it. */
  private record Node(List<Node> below) {

    /** Through a list and through a record, as codecs nest. */
    static final Codec<Node> CODEC = Codec.of(Node::write, Node::read);

    private static final Codec<Node> FIELDS =
        Codec.record(Codec.list(CODEC), Node::below, Node::new);

    private static void write(WireWriter out, Node node) {
      FIELDS.write(node, out);
    }

    private static Node read(WireReader in) {
      return FIELDS.read(in);
    }

    static Node chain(int length) {
      Node node = new Node(List.of());
      for (int i = 1; i < length; i++) {
        node = new Node(List.of(node));
      }
      return node;
    }
  }

  /** A node counts twice: as element of a list, and as list in a record. */
  private static final int DEEPEST = WireReader.MAX_DEPTH / 2;

  @Test
  void is_read_down_to_the_deepest_level() {
    Node deepest = Node.chain(DEEPEST);

    assertThat(Node.CODEC.decode(Node.CODEC.encode(deepest))).isEqualTo(deepest);
  }

  @Test
  void is_refused_one_level_below_that() {
    Bytes tooDeep = Node.CODEC.encode(Node.chain(DEEPEST + 1));

    assertThatThrownBy(() -> Node.CODEC.decode(tooDeep))
        .isInstanceOf(MalformedPacket.class)
        .hasMessage("values nest deeper than 32");
  }

  @Test
  void does_not_overflow_the_stack_however_deep_it_claims_to_be() {
    Bytes abyss = Bytes.ofHex("00000001".repeat(100_000) + "00000000");

    assertThatThrownBy(() -> Node.CODEC.decode(abyss)).isInstanceOf(MalformedPacket.class);
  }

  @Test
  void is_not_refused_for_being_wide() {
    Node wide = new Node(Collections.nCopies(1000, Node.chain(1)));

    assertThat(Node.CODEC.decode(Node.CODEC.encode(wide))).isEqualTo(wide);
  }
}
