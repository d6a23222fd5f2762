/**
 * Where chaos is made: nodes in processes of their own, that are killed and started again, and a
 * database that is stopped.
 *
 * <p>Nodes keep their ports and their folder when they are started again. All that is said is in
 * the folder of the {@link io.masterserver.tests.chaos.stage.Stage}; all processes end with it.
 */
@NullMarked
package io.masterserver.tests.chaos.stage;

import org.jspecify.annotations.NullMarked;
