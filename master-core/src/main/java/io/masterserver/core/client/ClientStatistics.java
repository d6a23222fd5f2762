package io.masterserver.core.client;

/**
 * What a client has counted since it was built.
 *
 * @param unexpectedResponses responses to nothing: never asked, answered twice, or after the
 *     time-out; they were ignored
 * @param undecodable messages and packets from the server that could not be read
 * @param shed {@code UNRELIABLE} messages that were dropped because the server did not keep up
 * @param reconnects how often a lost connection was replaced
 * @param resumptions how often the session went on then: the server still knew this client
 */
public record ClientStatistics(
    long unexpectedResponses, long undecodable, long shed, long reconnects, long resumptions) {}
