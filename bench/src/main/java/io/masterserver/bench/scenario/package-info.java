/**
 * What is done to each server, and what is measured while it is done.
 *
 * <p>A run gets a server of its own, just started, so that no run inherits the heap or the compiled
 * code of another.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.scenario.Scenario} — the list of them
 *   <li>{@link io.masterserver.bench.scenario.Throughput} — the simplest one
 * </ul>
 */
@NullMarked
package io.masterserver.bench.scenario;

import org.jspecify.annotations.NullMarked;
