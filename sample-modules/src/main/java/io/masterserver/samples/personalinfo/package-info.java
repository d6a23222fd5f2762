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
 *   <li>{@link io.masterserver.samples.personalinfo.PersonalInfoClient} — the client, a program
 * </ul>
 */
@NullMarked
package io.masterserver.samples.personalinfo;

import org.jspecify.annotations.NullMarked;
