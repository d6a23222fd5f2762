/** Modules that chaos is made with; nodes load them from jars. */
@NullMarked
package io.masterserver.tests.chaos.module;

import org.jspecify.annotations.NullMarked;
