/**
 * Clients that come, work, and leave in every way there is, as a seeded source of chance tells
 * them.
 *
 * <pre>{@code
 * Crowd ─▶ Visitor, again and again: a Visit = some Steps, then an Ending
 *                                   or a ClientVisit with the project's own client
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.bench.soak.client.Crowd} — all of them
 *   <li>{@link io.masterserver.bench.soak.client.Step} — what they do
 *   <li>{@link io.masterserver.bench.soak.client.Ending} — how they leave
 * </ul>
 *
 * <p>Must not know how the server is measured.
 */
@NullMarked
package io.masterserver.bench.soak.client;

import org.jspecify.annotations.NullMarked;
