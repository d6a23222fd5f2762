package io.masterserver.runtime.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the clients of a cluster are spread over its nodes, as one of them sees it: the share of each
 * is the same. Immutable.
 */
final class Shares {

  private final int own;
  private final int share;
  private final List<OtherNode> below;

  /**
   * @param own how many clients this node has
   */
  Shares(int own, List<OtherNode> others) {
    this.own = own;
    long all = own + others.stream().mapToLong(OtherNode::clients).sum();
    this.share = (int) (all / (others.size() + 1));
    this.below =
        others.stream()
            .filter(node -> node.clients() < share && !node.addresses().isEmpty())
            .toList();
  }

  /** How many clients each node would have. */
  int share() {
    return share;
  }

  /**
   * Returns how many clients this node has beyond its share, as far as nodes that can be reached
   * have less; 0 if it is not worth to move them.
   *
   * @param tolerancePercent of the share, which it may have more
   * @param atLeast how few are not worth it
   */
  int surplus(int tolerancePercent, int atLeast) {
    int more = (int) Math.min((long) own - share, missing(below));
    return more >= atLeast && 100L * more > (long) share * tolerancePercent ? more : 0;
  }

  /**
   * Returns addresses of nodes with less than their share, one of them first: the less it has, the
   * more often. None if no such node is known to be reached by {@code transport}.
   */
  List<String> addresses(String transport, RandomGenerator random) {
    List<OtherNode> reached =
        below.stream().filter(node -> !node.addresses().by(transport).isEmpty()).toList();
    if (reached.isEmpty()) {
      return List.of();
    }
    OtherNode first = draw(reached, random);
    List<String> addresses = new ArrayList<>();
    reached.stream()
        .filter(node -> !node.equals(first))
        .forEach(node -> addresses.addAll(node.addresses().by(transport)));
    Collections.shuffle(addresses, random);
    addresses.addAll(0, first.addresses().by(transport));
    return addresses.stream().distinct().limit(OtherNodes.MOST_ADDRESSES).toList();
  }

  private OtherNode draw(List<OtherNode> nodes, RandomGenerator random) {
    long drawn = random.nextLong(missing(nodes));
    for (OtherNode node : nodes) {
      drawn -= missing(node);
      if (drawn < 0) {
        return node;
      }
    }
    throw new AssertionError("drawn beyond the last node");
  }

  private long missing(List<OtherNode> nodes) {
    return nodes.stream().mapToLong(this::missing).sum();
  }

  private long missing(OtherNode node) {
    return (long) share - node.clients();
  }
}
