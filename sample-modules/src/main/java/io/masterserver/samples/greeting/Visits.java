package io.masterserver.samples.greeting;

import org.apache.pekko.actor.typed.ActorRef;

// tag::api[]
/**
 * What the {@link VisitsModule} offers to other modules.
 *
 * @param counter counts a visit and answers how many there have been on this node
 */
public record Visits(ActorRef<VisitsModule.Count> counter) {}
// end::api[]
