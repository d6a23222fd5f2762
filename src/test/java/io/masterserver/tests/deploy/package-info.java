/** What operators install: the archive, and the files for systemd, Compose and Kubernetes. */
@NullMarked
package io.masterserver.tests.deploy;

import org.jspecify.annotations.NullMarked;
