package io.masterserver.runtime.peer;

import io.masterserver.api.PropertyKey;
import io.masterserver.runtime.exchange.EncodedProperty;
import io.masterserver.runtime.exchange.Properties;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What a peer answers to who reads a property. */
public sealed interface PropertyAnswer {

  /** To who is on the same node: the value as it is kept, null if there is none. */
  record Kept(@Nullable Object value) implements PropertyAnswer {

    /** Says nothing of the value, which may be secret. */
    @Override
    public String toString() {
      return "Kept";
    }
  }

  /** To who is on another node; and from a peer that has gone, which has none. */
  record Encoded(Optional<EncodedProperty> property) implements PropertyAnswer, PeerMessage {

    static final Encoded NONE = new Encoded(Optional.empty());
  }

  /** To who is on another node: the value cannot leave this one. */
  record Unreadable(String why) implements PropertyAnswer, PeerMessage {}

  /** Returns the answer for {@code asker}. */
  static PropertyAnswer of(Properties properties, int code, ActorRef<?> asker) {
    if (asker.path().address().hasLocalScope()) {
      return new Kept(properties.at(code));
    }
    try {
      return new Encoded(Optional.ofNullable(properties.encodedAt(code)));
    } catch (IllegalArgumentException e) {
      return new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the value, or the key's default.
   *
   * @throws ClassCastException if another key with the same code has stored something else
   * @throws IllegalStateException if it cannot leave its node, or cannot be decoded
   */
  default <T> Optional<T> as(PropertyKey<T> key) {
    return switch (this) {
      case Kept(var value) -> Properties.value(key, value);
      case Encoded(var property) ->
          property.isEmpty() ? key.defaultValue() : Properties.NONE.with(property.get()).get(key);
      case Unreadable(String why) -> throw new IllegalStateException(why);
    };
  }
}
