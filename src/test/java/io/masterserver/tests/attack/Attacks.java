package io.masterserver.tests.attack;

import java.util.Arrays;
import java.util.List;

/** All attacks. */
public final class Attacks {

  public static final List<Attack> ALL =
      List.of(
          new Flood("flood-tcp", Door.TCP),
          new Flood("flood-websocket", Door.WEB_SOCKET),
          new PingFlood(),
          new Fragments(),
          Drip.onTcp(),
          Drip.onUpgrade(),
          Drip.onTls(),
          new HalfOpen("half-open-tcp", false, Door.TCP),
          new HalfOpen("half-open-websocket", false, Door.WEB_SOCKET),
          new HalfOpen("half-open-tls", true, Door.values()),
          new Garbage("garbage", false),
          new Garbage("garbage-tls", true),
          new TlsOnPlain(),
          new PlainOnTls(),
          new RequestIds(),
          new ChangedMind(),
          new Churn("churn", false),
          new Churn("churn-tls", true));

  private Attacks() {}

  /**
   * Returns those with these names, in the order in which they are listed here; all if none is
   * named.
   *
   * @throws IllegalArgumentException if there is no such attack
   */
  public static List<Attack> named(List<String> names) {
    for (String name : names) {
      if (ALL.stream().noneMatch(attack -> attack.name().equals(name))) {
        throw new IllegalArgumentException(
            "attack: %s (expected: one of %s)"
                .formatted(name, String.join(", ", ALL.stream().map(Attack::name).toList())));
      }
    }
    return ALL.stream().filter(attack -> names.isEmpty() || names.contains(attack.name())).toList();
  }

  /** Returns the one with this name. */
  public static Attack named(String name) {
    return named(Arrays.asList(name)).getFirst();
  }
}
