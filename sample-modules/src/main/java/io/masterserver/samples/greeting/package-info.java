/**
 * Two modules that work together: one counts visits and offers that as an API, the other depends on
 * it, is told when a peer connects, and greets it.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.samples.greeting.VisitsModule} — offers an API
 *   <li>{@link io.masterserver.samples.greeting.GreetingModule} — uses it
 * </ul>
 */
@NullMarked
package io.masterserver.samples.greeting;

import org.jspecify.annotations.NullMarked;
