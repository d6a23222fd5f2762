package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/**
 * A logged-in account, as its owner sees it.
 *
 * <p>Layout: {@code username:string, admin:bool, guest:bool, properties:nested dictionary}.
 *
 * @param username as it was registered
 * @param properties what modules and game servers keep on the account
 */
public record AccountInfo(
    String username, boolean admin, boolean guest, Map<String, String> properties) {

  public static final Codec<AccountInfo> CODEC = Codec.derived(AccountInfo.class);

  public AccountInfo {
    properties = Map.copyOf(properties);
  }
}
