/** How nodes become one cluster, and what their admin ports tell: real nodes, real processes. */
@NullMarked
package io.masterserver.tests.forming;

import org.jspecify.annotations.NullMarked;
