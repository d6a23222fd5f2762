/** How a server starts and stops, and says what is wrong when it cannot. */
@NullMarked
package io.masterserver.tests.start;

import org.jspecify.annotations.NullMarked;
