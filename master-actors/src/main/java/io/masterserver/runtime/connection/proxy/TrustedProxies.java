package io.masterserver.runtime.connection.proxy;

import java.net.InetAddress;
import java.util.List;

/**
 * The proxies whose word on where a client comes from is taken: the {@code master.proxies} section
 * of the configuration. Threads: any.
 *
 * @param blocks their addresses; empty for none
 */
public record TrustedProxies(List<AddressBlock> blocks) {

  public TrustedProxies {
    blocks = List.copyOf(blocks);
  }

  public boolean include(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }
}
