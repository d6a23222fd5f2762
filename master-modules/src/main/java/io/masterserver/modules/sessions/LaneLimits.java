package io.masterserver.modules.sessions;

/**
 * How much a {@link Lane} takes.
 *
 * @param group how many are done together at most
 * @param waiting how many wait at most
 * @param waitingBytes how many bytes wait at most
 */
record LaneLimits(int group, int waiting, long waitingBytes) {}
