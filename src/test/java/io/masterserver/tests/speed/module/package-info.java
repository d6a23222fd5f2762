/** What the nodes that are measured run beside the standard modules. */
@NullMarked
package io.masterserver.tests.speed.module;

import org.jspecify.annotations.NullMarked;
