package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.Account;
import java.util.Optional;

/**
 * Who has logged in.
 *
 * @param account what is stored of them; made up, and stored nowhere, for a guest
 * @param tokenId of the token this client has now, for {@link LogIns#forget} and {@link
 *     Passwords#change}; empty if it has none
 * @param token what the client shall log in with next time
 */
public record LogInOutcome(
    Account account, boolean guest, Optional<String> tokenId, Optional<IssuedToken> token) {}
