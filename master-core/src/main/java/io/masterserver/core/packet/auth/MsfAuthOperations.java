package io.masterserver.core.packet.auth;

import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import java.util.Map;

/**
 * How clients of the ancestor send credentials: weakly encrypted, or not at all. Answered only
 * where {@code master.auth.msf-credentials} is on; ours use {@link AuthOperations}.
 */
public final class MsfAuthOperations {

  /**
   * Agrees on a key. Text: the client's public RSA key, as XML. The answer: the key, encrypted for
   * it.
   */
  public static final Request<String, Bytes> AES_KEY =
      Request.of(32001, "msf-aes-key", Codec.TEXT, Codec.RAW);

  /**
   * Logs in: an encrypted dictionary with {@code username} and {@code password}, {@code guest}, or
   * {@code token}.
   */
  public static final Request<Bytes, AccountInfo> LOG_IN =
      Request.of(32024, "msf-log-in", Codec.RAW, AccountInfo.CODEC);

  /**
   * Registers: an encrypted dictionary with {@code username}, {@code password} and {@code email}.
   */
  public static final Request<Bytes, Empty> REGISTER =
      Request.of(32025, "msf-register", Codec.RAW, Empty.CODEC);

  /**
   * Resets a password: a dictionary with {@code email}, {@code code} and {@code password}, in the
   * clear.
   */
  public static final Request<Map<String, String>, Empty> RESET_PASSWORD =
      Request.of(32030, "msf-reset-password", Codec.DICTIONARY, Empty.CODEC);

  private MsfAuthOperations() {}
}
