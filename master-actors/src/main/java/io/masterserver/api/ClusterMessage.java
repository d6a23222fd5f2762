package io.masterserver.api;

/**
 * Marks an actor message that may travel between nodes; it is then written as CBOR by Jackson.
 *
 * <p>Such a message is a record of concrete types: numbers, text, times, lists, {@code ActorRef}s
 * and records of those. Every one has a round-trip test.
 */
public interface ClusterMessage {}
