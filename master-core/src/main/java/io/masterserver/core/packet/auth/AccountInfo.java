package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/**
 * A logged-in account, as its owner sees it.
 *
 * <p>Layout: {@code username:string, admin:bool, guest:bool, properties:nested dictionary}, which
 * is the length 0 alone if there are none.
 *
 * @param username as it was registered
 * @param properties what modules and game servers keep on the account
 */
public record AccountInfo(
    String username, boolean admin, boolean guest, Map<String, String> properties) {

  public static final Codec<AccountInfo> CODEC =
      Codec.record(
          Codec.STRING,
          AccountInfo::username,
          Codec.BOOLEAN,
          AccountInfo::admin,
          Codec.BOOLEAN,
          AccountInfo::guest,
          AccountProperties.CODEC,
          AccountInfo::properties,
          AccountInfo::new);

  public AccountInfo {
    properties = AccountProperties.copyOf(properties);
  }
}
