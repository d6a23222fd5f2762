/**
 * The admin port: what supervisors, load balancers and people ask a node by HTTP.
 *
 * <pre>{@code
 * GET /alive            does this node run?
 * GET /ready            may it get new clients? if not, what is missing
 * GET /cluster/members  who is in the cluster, as this node sees it
 * }</pre>
 *
 * <p>Pekko Management answers all but the first two, and reads only.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.admin.AdminPort} — opens it
 *   <li>{@link io.masterserver.runtime.admin.HealthRoutes} — what it answers
 * </ul>
 *
 * <p>May depend on nothing else of this house: it is told what to say.
 */
@NullMarked
package io.masterserver.runtime.admin;

import org.jspecify.annotations.NullMarked;
