/** Clients and modules that misbehave: each hurts itself, the server counts it and goes on. */
@NullMarked
package io.masterserver.tests.hostile;

import org.jspecify.annotations.NullMarked;
