/** Sessions that survive their connections, over real sockets. */
@NullMarked
package io.masterserver.tests.sessions;

import org.jspecify.annotations.NullMarked;
