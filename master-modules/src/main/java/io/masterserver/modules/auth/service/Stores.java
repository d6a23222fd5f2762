package io.masterserver.modules.auth.service;

import io.masterserver.modules.auth.account.AccountRepository;
import io.masterserver.modules.auth.account.CodeRepository;
import io.masterserver.modules.auth.account.TokenRepository;

/** Where accounts, tokens and codes are kept. */
public record Stores(AccountRepository accounts, TokenRepository tokens, CodeRepository codes) {}
