/** The rules of the house, as tests. */
@NullMarked
package io.masterserver.tests.architecture;

import org.jspecify.annotations.NullMarked;
