package io.masterserver.tests.chaos;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountDetails;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.tests.chaos.client.Clients;
import java.util.Optional;

/** What a client finds of accounts in the end. */
record StoredAccounts(MasterClient witness) {

  /** Returns an account, if there is one of that name. */
  Optional<AccountDetails> find(String username) {
    Response<AccountDetails> answer =
        Clients.await(witness.request(AuthOperations.FIND_ACCOUNT, username));
    return answer.isSuccess() ? Optional.of(answer.value()) : Optional.empty();
  }
}
