/**
 * How nodes become one cluster: whom a node joins, how it finds the others, and what it proves to
 * them.
 *
 * <pre>{@code
 * nothing configured ──▶ a cluster of its own
 * seed-nodes         ──▶ the first of them that answers; the first in the list begins
 * discovery          ──▶ whoever the name service knows; all agree on who begins
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.forming.ClusterSettings} — what an operator decides
 *   <li>{@link io.masterserver.runtime.forming.Membership} — the actor that joins, and watches
 * </ul>
 *
 * <p>May depend on {@code api}.
 */
@NullMarked
package io.masterserver.runtime.forming;

import org.jspecify.annotations.NullMarked;
