/** Clients that come through a proxy, and those that only say so. */
@NullMarked
package io.masterserver.tests.proxy;

import org.jspecify.annotations.NullMarked;
