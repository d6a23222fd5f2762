package io.masterserver.api;

/** The answer of an operation that has none. Has no values. */
public final class Nothing {
  private Nothing() {}
}
