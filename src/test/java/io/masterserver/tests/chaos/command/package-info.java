/** The programs {@code bin/chaos} and {@code bin/cluster-demo}. */
@NullMarked
package io.masterserver.tests.chaos.command;

import org.jspecify.annotations.NullMarked;
