/**
 * How fast nodes of a cluster are, and what they cost each other: {@code bin/bench cluster}.
 *
 * <pre>{@code
 * ClusterBench ─▶ nodes, database (chaos.stage)
 *      └─▶ one class for each thing that is measured ─▶ Figures, a table
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.tests.speed.ClusterBench} — what is measured, in which order
 *   <li>{@link io.masterserver.tests.speed.WholePath} — one of those, and how rounds are compared
 * </ul>
 */
@NullMarked
package io.masterserver.tests.speed;

import org.jspecify.annotations.NullMarked;
