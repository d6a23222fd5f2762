package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.Account;

/**
 * An account whose e-mail is confirmed.
 *
 * @param newly whether it was not before
 */
public record Confirmed(Account account, boolean newly) {}
