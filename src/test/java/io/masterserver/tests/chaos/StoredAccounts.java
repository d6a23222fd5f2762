package io.masterserver.tests.chaos;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountDetails;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.tests.chaos.client.Clients;
import java.util.Map;
import java.util.Optional;

/** What is there of accounts in the end. */
@FunctionalInterface
interface StoredAccounts {

  /** Returns the properties of an account, if there is one of that name. */
  Optional<Map<String, String>> properties(String username);

  /** What {@code witness} finds. */
  static StoredAccounts foundBy(MasterClient witness) {
    return username -> {
      Response<AccountDetails> answer =
          Clients.await(witness.request(AuthOperations.FIND_ACCOUNT, username));
      return answer.isSuccess() ? Optional.of(answer.value().properties()) : Optional.empty();
    };
  }
}
