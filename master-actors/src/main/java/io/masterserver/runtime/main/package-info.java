/**
 * The program: command line, configuration files, modules from the class path and from folders.
 *
 * <h2>Start reading at</h2>
 *
 * <ul>
 *   <li>{@link io.masterserver.runtime.main.MasterServerMain} — the main class
 * </ul>
 *
 * <p>May depend on everything; nothing depends on it.
 */
@NullMarked
package io.masterserver.runtime.main;

import org.jspecify.annotations.NullMarked;
