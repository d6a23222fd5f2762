/**
 * Servers as processes: started on a processor of their own, measured from outside, stopped.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.process.ServerKind} — which servers there are; a new one is
 *       one line there
 *   <li>{@link io.masterserver.bench.process.ServerProcess} — a running one
 * </ul>
 *
 * <p>Reads Linux's {@code /proc} and runs the JDK's {@code jcmd}. Must not know what the load is.
 */
@NullMarked
package io.masterserver.bench.process;

import org.jspecify.annotations.NullMarked;
