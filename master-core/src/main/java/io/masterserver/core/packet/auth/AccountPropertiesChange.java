package io.masterserver.core.packet.auth;

import io.masterserver.core.wire.Codec;
import java.util.List;
import java.util.Map;

/**
 * Changes the properties of an account; those that are not named stay.
 *
 * <p>Layout: {@code username:string, set:nested dictionary, removed:int32 count × string}.
 */
public record AccountPropertiesChange(
    String username, Map<String, String> set, List<String> removed) {

  public static final Codec<AccountPropertiesChange> CODEC =
      Codec.derived(AccountPropertiesChange.class);

  public AccountPropertiesChange {
    set = AccountProperties.copyOf(set);
    removed = List.copyOf(removed);
  }
}
