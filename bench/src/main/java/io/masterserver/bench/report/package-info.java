/**
 * Figures, and the tables made of them.
 *
 * <p>Machines are noisy, and noisier between rounds than within one. So a server is compared with
 * the baseline of the same round, and the median of those ratios is what counts.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.report.Metric} — what is measured, and in which unit
 *   <li>{@link io.masterserver.bench.report.Table} — what is printed
 * </ul>
 *
 * <p>Plain values: nothing here measures.
 */
@NullMarked
package io.masterserver.bench.report;

import org.jspecify.annotations.NullMarked;
