package io.masterserver.modules.auth.msf;

import io.masterserver.api.PropertyKey;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.MalformedPacket;
import io.masterserver.core.wire.Status;
import io.masterserver.modules.auth.service.Refused;
import java.util.Map;
import java.util.Optional;

/**
 * Translates what clients of the ancestor send as credentials into what ours send.
 *
 * <p>Every method may take milliseconds: not for an actor's thread. Threads: any other.
 */
public final class MsfCredentials {

  /** What a peer has agreed on with the server, from its first request for a key on. */
  public static final PropertyKey<MsfAgreement> AGREEMENT =
      PropertyKey.of(32010, "msf-agreement", MsfAgreement.class);

  private final MsfKeyExchange exchange = new MsfKeyExchange();

  /**
   * Agrees on a key, once for each peer.
   *
   * @param earlier what the peer has agreed on already; it stays, whatever the new request says
   * @param publicKey the client's public RSA key, as XML
   * @throws Refused if it is none
   */
  public MsfAgreement agree(Optional<MsfAgreement> earlier, String publicKey) {
    if (earlier.isPresent()) {
      return earlier.get();
    }
    try {
      return exchange.agree(publicKey);
    } catch (MalformedPacket e) {
      throw new Refused(Status.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens a log-in. Of several ways to log in, name and password go first, then guest.
   *
   * @throws Refused if there is no key, or nothing usable in it
   */
  public MsfLogIn logIn(Optional<MsfAgreement> agreement, Bytes sealed) {
    Map<String, String> fields = open(agreement, sealed);
    String username = fields.get("username");
    String password = fields.get("password");
    String token = fields.get("token");
    if (username != null && password != null) {
      return new MsfLogIn.ByPassword(username, password);
    }
    if (fields.containsKey("guest")) {
      return new MsfLogIn.AsGuest();
    }
    if (token != null) {
      return new MsfLogIn.ByToken(token);
    }
    throw invalid();
  }

  /**
   * Opens a registration.
   *
   * @throws Refused if there is no key, or no name and password in it
   */
  public NewAccount registration(Optional<MsfAgreement> agreement, Bytes sealed) {
    Map<String, String> fields = open(agreement, sealed);
    return new NewAccount(
        required(fields, "username"),
        required(fields, "password"),
        fields.getOrDefault("email", ""));
  }

  /**
   * Reads a new password, which comes in the clear.
   *
   * @throws Refused if a field is missing
   */
  public PasswordReset passwordReset(Map<String, String> fields) {
    return new PasswordReset(
        required(fields, "email"), required(fields, "code"), required(fields, "password"));
  }

  private static Map<String, String> open(Optional<MsfAgreement> agreement, Bytes sealed) {
    try {
      return agreement
          .orElseThrow(() -> new Refused(Status.UNAUTHORIZED, "Insecure request"))
          .cipher()
          .open(sealed);
    } catch (MalformedPacket e) {
      // The same as for a dictionary with nothing in it: whoever changes bytes learns nothing.
      throw invalid();
    }
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw invalid();
    }
    return value;
  }

  private static Refused invalid() {
    return new Refused(Status.UNAUTHORIZED, "Invalid request");
  }
}
