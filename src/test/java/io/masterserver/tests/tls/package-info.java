/** Connections that are encrypted, and those that should be. */
@NullMarked
package io.masterserver.tests.tls;

import org.jspecify.annotations.NullMarked;
