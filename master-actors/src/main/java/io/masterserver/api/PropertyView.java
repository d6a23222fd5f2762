package io.masterserver.api;

import java.util.Optional;

/** The properties of a peer at one moment. Immutable. */
public interface PropertyView {

  /** Returns the value of a property, or its key's default. */
  <T> Optional<T> get(PropertyKey<T> key);
}
