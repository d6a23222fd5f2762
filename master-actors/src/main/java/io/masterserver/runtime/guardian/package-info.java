/**
 * Starts and stops everything, in order.
 *
 * <pre>{@code
 * modules, each after those it depends on ─┐
 * the cluster, then the first shard ───────┴─▶ gateway ─▶ ready
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.guardian.MasterServer} — a server in this JVM
 *   <li>{@link io.masterserver.runtime.guardian.ServerGuardian} — the actor at the root
 *   <li>{@link io.masterserver.runtime.guardian.StartPlan} — which modules, and in which order
 *   <li>{@link io.masterserver.runtime.guardian.Readiness} — whether the node can do its work
 *   <li>{@link io.masterserver.runtime.guardian.ServerSettings} — the configuration, read and
 *       checked
 * </ul>
 *
 * <p>May depend on all of {@code runtime} but {@code main}.
 */
@NullMarked
package io.masterserver.runtime.guardian;

import org.jspecify.annotations.NullMarked;
