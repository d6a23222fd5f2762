/** The WebSocket door, by clients on plain sockets. */
@NullMarked
package io.masterserver.tests.websocket;

import org.jspecify.annotations.NullMarked;
