/** The smallest module there is: it sends back what it gets. Also what the benchmarks drive. */
@NullMarked
package io.masterserver.samples.echo;

import org.jspecify.annotations.NullMarked;
