/**
 * Measures the master server against what the network libraries alone can do.
 *
 * <pre>{@code
 * Bench ─▶ every round ─▶ every scenario ─▶ every server: start, load, measure, stop
 *   └────▶ medians, and ratios to the baselines' figures of the same round
 * }</pre>
 *
 * <p>The server has one processor to itself and the load another; {@code bin/bench} sees to that.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.Bench} — the program
 *   <li>{@link io.masterserver.bench.scenario.Scenario} — what is measured
 * </ul>
 */
@NullMarked
package io.masterserver.bench;

import org.jspecify.annotations.NullMarked;
