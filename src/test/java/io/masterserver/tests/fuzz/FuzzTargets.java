package io.masterserver.tests.fuzz;

import java.util.Map;
import java.util.TreeMap;

/** All targets by name, which is also that of the folder with their inputs. */
final class FuzzTargets {

  static final Map<String, FuzzTarget> BY_NAME =
      new TreeMap<>(
          Map.of(
              "frames", new FramesTarget(),
              "messages", new MessagesTarget(),
              "packets", new PacketsTarget(),
              "derived-codecs", new DerivedCodecsTarget(),
              "msf-keys", new MsfKeysTarget(),
              "msf-credentials", new MsfCredentialsTarget(),
              "mail-addresses", new MailAddressesTarget(),
              "proxy-headers", new ProxyHeadersTarget(),
              "websocket-frames", new WebSocketFramesTarget(),
              "http-upgrades", new HttpUpgradesTarget()));

  private FuzzTargets() {}
}
