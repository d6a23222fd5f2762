/** Clients that mean well, over real sockets. */
@NullMarked
package io.masterserver.tests.conversation;

import org.jspecify.annotations.NullMarked;
