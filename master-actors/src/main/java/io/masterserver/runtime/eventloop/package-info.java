/**
 * Event loops: threads that wait for sockets and run actors, so that neither waits for the other.
 *
 * <p>A message that an actor sends to another on the same loop is handled by the same thread, and
 * nobody is woken for it. What the turn of a loop has to say to a client leaves in one write.
 *
 * <pre>{@code
 * sockets ─ready─▶ EventLoop ◀─Inbox─ other threads
 *                   │    ▲
 *                   └────┘ tasks: mailboxes of actors, in the order in which they came
 * }</pre>
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.eventloop.EventLoop} — a turn
 *   <li>{@link io.masterserver.runtime.eventloop.Inbox} — why no wake-up is lost
 *   <li>{@link io.masterserver.runtime.eventloop.LoopExecutorConfigurator} — how a dispatcher comes
 *       to run on the loops
 * </ul>
 *
 * <p>Knows nothing of connections and messages.
 */
@NullMarked
package io.masterserver.runtime.eventloop;

import org.jspecify.annotations.NullMarked;
