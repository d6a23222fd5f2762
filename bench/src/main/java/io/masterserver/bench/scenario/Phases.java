package io.masterserver.bench.scenario;

import java.time.Duration;

/**
 * How long the parts of a run take.
 *
 * @param warmUp time for the server's code to be compiled; nothing is recorded
 * @param measured what the figures are taken from
 */
public record Phases(Duration warmUp, Duration measured) {}
