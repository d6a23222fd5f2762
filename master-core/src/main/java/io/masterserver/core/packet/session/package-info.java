/**
 * What the two sides of a session say to each other, so that it survives its connection.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.core.packet.session.SessionOperations} — all of it
 * </ul>
 *
 * <p>May depend on {@code core.packet} and {@code core.wire}. Must not know who counts, or keeps.
 *
 * @see <a href="../../../../../../../../../docs/protocol.md">docs/protocol.md, "Sessions"</a>
 */
@NullMarked
package io.masterserver.core.packet.session;

import org.jspecify.annotations.NullMarked;
