/**
 * Many clients that connect, work and die for a long time, and what they leave behind in the
 * server.
 *
 * <pre>{@code
 * Soak ─▶ every tenth of the time: a Crowd comes, works, leaves ─▶ a Sample of the idle server
 *   └───▶ Verdict: the last sample against the first one after the warm-up, and the server's log
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.soak.Soak} — the program
 *   <li>{@link io.masterserver.bench.soak.Verdict} — what must not be left behind
 * </ul>
 */
@NullMarked
package io.masterserver.bench.soak;

import org.jspecify.annotations.NullMarked;
