package io.masterserver.runtime.connection.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, in CIDR notation.
 *
 * @param first the lowest of them
 * @param prefix how many bits they share
 */
public record AddressBlock(InetAddress first, int prefix) {

  private static final Pattern CIDR = Pattern.compile("([^/]+)(?:/(0|[1-9]\\d{0,2}))?");

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a single address; nothing if it is neither,
   * or has bits behind the prefix.
   */
  public static Optional<AddressBlock> parse(String text) {
    Matcher cidr = CIDR.matcher(text);
    if (!cidr.matches()) {
      return Optional.empty();
    }
    String bits = cidr.group(2);
    return NumericAddress.parse(cidr.group(1))
        .map(first -> new AddressBlock(first, bits == null ? width(first) : Integer.parseInt(bits)))
        .filter(AddressBlock::isBlock);
  }

  private boolean isBlock() {
    int free = width(first) - prefix;
    int lowestBit = bits(first).getLowestSetBit();
    return free >= 0 && (lowestBit < 0 || lowestBit >= free);
  }

  public boolean contains(InetAddress address) {
    return width(address) == width(first)
        && bits(address).xor(bits(first)).bitLength() <= width(first) - prefix;
  }

  private static int width(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static BigInteger bits(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
