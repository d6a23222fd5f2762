package io.masterserver.api;

/**
 * Which peer.
 *
 * @param value 1 or more; unique in the cluster
 */
public record PeerId(int value) implements ClusterMessage {

  public PeerId {
    if (value < 1) {
      throw new IllegalArgumentException("peer id: %d (expected: 1 or more)".formatted(value));
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
