/**
 * The tutorial: a module that keeps a player's personal info while the player is connected, and a
 * small client for it.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.samples.personalinfo.PersonalInfo} — the packet
 *   <li>{@link io.masterserver.samples.personalinfo.PersonalInfoOperations} — the two operations
 *   <li>{@link io.masterserver.samples.personalinfo.PersonalInfoModule} — the module
 * </ul>
 */
@NullMarked
package io.masterserver.samples.personalinfo;

import org.jspecify.annotations.NullMarked;
