package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;

/**
 * There is a new account.
 *
 * @param wasGuest whether a guest has become it, and keeps its id
 */
public record AccountRegistered(String accountId, String username, boolean wasGuest)
    implements ModuleEvent {}
