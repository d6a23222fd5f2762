/** Accounts as their players and operators see them: real servers, databases and mail servers. */
@NullMarked
package io.masterserver.tests.accounts;

import org.jspecify.annotations.NullMarked;
