/** The life of modules on a real server. */
@NullMarked
package io.masterserver.tests.modules;

import org.jspecify.annotations.NullMarked;
