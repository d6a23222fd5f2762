/** What browsers get: files, and the tutorial's page in a real one. */
@NullMarked
package io.masterserver.tests.pages;

import org.jspecify.annotations.NullMarked;
