package io.masterserver.modules.auth.msf;

import io.masterserver.core.wire.MalformedPacket;
import java.math.BigInteger;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public RSA key of a client of the ancestor, as it sends it: XML with two numbers in base64.
 *
 * <p>Only the one form that such clients write is read, and not by an XML parser: so there are no
 * document types, entities, comments or further elements to be afraid of.
 */
final class MsfPublicKey {

  /** Longest text, in characters; a key of 4096 bits has about 1000. */
  static final int MAX_CHARACTERS = 2048;

  private static final int MIN_MODULUS_BITS = 512;
  private static final int MAX_MODULUS_BITS = 4096;
  private static final int MAX_EXPONENT_BITS = 32;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(3);

  private static final String BASE64 = "\\s*+([A-Za-z0-9+/]++={0,2}+)\\s*+";

  /**
   * No quantifier gives back what it has taken: it takes as long as the text is, whatever it is.
   */
  private static final Pattern FORM =
      Pattern.compile(
          "\\uFEFF?+\\s*+(?:<\\?xml\\s[^<>?]*+\\?>)?+\\s*+<RSAParameters(?:\\s[^<>]*+)?+>"
              + "\\s*+<(Exponent|Modulus)>"
              + BASE64
              + "</\\1>\\s*+<(Exponent|Modulus)>"
              + BASE64
              + "</\\3>\\s*+</RSAParameters>\\s*+");

  private MsfPublicKey() {}

  /**
   * Reads a key.
   *
   * @throws MalformedPacket if it is none, or none that could be used
   */
  static RSAPublicKeySpec parse(String xml) {
    if (xml.length() > MAX_CHARACTERS) {
      throw new MalformedPacket(
          "public key: %d characters (expected: 0..%d)".formatted(xml.length(), MAX_CHARACTERS));
    }
    Matcher form = FORM.matcher(xml);
    if (!form.matches() || form.group(1).equals(form.group(3))) {
      throw new MalformedPacket(
          "public key: no such XML (expected: RSAParameters with Exponent and Modulus in base64)");
    }
    boolean exponentFirst = form.group(1).equals("Exponent");
    return new RSAPublicKeySpec(
        modulus(form.group(exponentFirst ? 4 : 2)), exponent(form.group(exponentFirst ? 2 : 4)));
  }

  private static BigInteger modulus(String base64) {
    BigInteger modulus = number("Modulus", base64);
    if (modulus.bitLength() < MIN_MODULUS_BITS
        || modulus.bitLength() > MAX_MODULUS_BITS
        || !modulus.testBit(0)) {
      throw new MalformedPacket(
          "public key: Modulus of %d bits (expected: odd, %d..%d bits)"
              .formatted(modulus.bitLength(), MIN_MODULUS_BITS, MAX_MODULUS_BITS));
    }
    return modulus;
  }

  private static BigInteger exponent(String base64) {
    BigInteger exponent = number("Exponent", base64);
    if (exponent.compareTo(MIN_EXPONENT) < 0
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)) {
      throw new MalformedPacket(
          "public key: Exponent of %d bits (expected: odd, 3 or more, at most %d bits)"
              .formatted(exponent.bitLength(), MAX_EXPONENT_BITS));
    }
    return exponent;
  }

  private static BigInteger number(String name, String base64) {
    try {
      return new BigInteger(1, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new MalformedPacket("public key: %s is not base64".formatted(name));
    }
  }
}
