package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;

/** An account is gone: whoever keeps something under its id deletes that, too. */
public record AccountDeleted(String accountId, String username) implements ModuleEvent {}
