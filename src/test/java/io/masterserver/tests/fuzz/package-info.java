/**
 * What reads bytes of strangers, and the laws that hold whatever the bytes are.
 *
 * <p>The build tries the inputs in {@code resources/fuzz}; {@code bin/fuzz} looks for new ones.
 */
@NullMarked
package io.masterserver.tests.fuzz;

import org.jspecify.annotations.NullMarked;
