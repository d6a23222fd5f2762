package io.masterserver.modules.auth;

import io.masterserver.api.ModuleEvent;

/** The owner of an account has shown that its e-mail is theirs. */
public record EmailConfirmed(String accountId, String username) implements ModuleEvent {}
