package io.masterserver.core.packet;

import io.masterserver.core.wire.Status;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param <A> what a successful response carries
 */
public final class Response<A> {

  private final Status status;
  private final @Nullable A value;
  private final String text;

  private Response(Status status, @Nullable A value, String text) {
    this.status = status;
    this.value = value;
    this.text = text;
  }

  /** A response with a value. */
  public static <A> Response<A> success(A value) {
    return new Response<>(Status.SUCCESS, value, "");
  }

  /**
   * A response without a value.
   *
   * @param status anything but {@link Status#SUCCESS}
   */
  public static <A> Response<A> failure(Status status, String text) {
    if (status == Status.SUCCESS) {
      throw new IllegalArgumentException("a failure cannot have the status " + status);
    }
    return new Response<>(status, null, text);
  }

  public Status status() {
    return status;
  }

  public boolean isSuccess() {
    return status == Status.SUCCESS;
  }

  /**
   * Returns what the response carries.
   *
   * @throws IllegalStateException if it is not a success; says the status and the text
   */
  public A value() {
    if (value == null) {
      throw new IllegalStateException("request ended with " + this);
    }
    return value;
  }

  /** What the other side says about a response that is not a success; empty for a success. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return isSuccess() ? "SUCCESS" : "%s '%s'".formatted(status, text);
  }
}
