/**
 * What must hold when nodes, modules and the database fail: scenarios with real processes, played
 * in small by the tests and at full size by {@code bin/chaos}.
 *
 * <pre>{@code
 * Scenario ─▶ Stage: nodes, database      (chaos.stage)
 *    │    └─▶ clients that note down what they see   (chaos.client)
 *    └─▶ a check of those notes ─▶ Verdict
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.tests.chaos.Scenarios} — all of them
 *   <li>{@link io.masterserver.tests.chaos.ModuleCrash} — the simplest
 * </ul>
 */
@NullMarked
package io.masterserver.tests.chaos;

import org.jspecify.annotations.NullMarked;
