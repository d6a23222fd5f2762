package io.masterserver.runtime.connection;

import java.time.Duration;

/**
 * The {@code master.connection} section of the configuration: what one connection may cost.
 *
 * @param maxMessageBytes longest message accepted from a client
 * @param maxUnfinishedMessages how many messages of one client may be at its peer
 * @param maxMalformedMessages how many malformed messages close a connection
 * @param handshakeTimeout how long until the first message must be complete
 * @param idleTimeout how long until the next message must be complete
 * @param outboundMarkBytes from how many unsent bytes on nothing more is read, and unreliable
 *     messages are dropped
 * @param maxOutboundBytes how many unsent bytes that the client has not asked for close a
 *     connection at once
 * @param slowConsumerTimeout how long a client above the mark may take nothing
 * @param closeTimeout how long the last bytes may take to leave
 */
public record ConnectionSettings(
    int maxMessageBytes,
    int maxUnfinishedMessages,
    int maxMalformedMessages,
    Duration handshakeTimeout,
    Duration idleTimeout,
    int outboundMarkBytes,
    int maxOutboundBytes,
    Duration slowConsumerTimeout,
    Duration closeTimeout) {}
