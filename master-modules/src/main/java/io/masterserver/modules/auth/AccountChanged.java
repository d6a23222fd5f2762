package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;

/** Properties, password, ban or administrator's rights of an account have changed. */
public record AccountChanged(String accountId, String username) implements ModuleEvent {}
