package io.masterserver.core.packet;

import io.masterserver.core.wire.Status;
import java.util.Objects;

/**
 * How a request ended: with a value, or with a status and a text that says why not.
 *
 * <p>What a client receives for its requests, and what it gives for those of the server. Can be
 * matched:
 *
 * <pre>{@code
 * switch (response) {
 *   case Success<Integer>(Integer level) -> …
 *   case Failure<Integer>(Status status, String text) -> …
 * }
 * }</pre>
 *
 * <p>Threads: any.
 *
 * @param <A> type of the value
 */
public sealed interface Response<A> {

  /** {@link Status#SUCCESS}, or what went wrong. */
  Status status();

  /** Returns the value; throws {@link IllegalStateException} with status and text if none. */
  A value();

  /** Why there is no value, for people; empty if there is one. */
  String text();

  default boolean isSuccess() {
    return status() == Status.SUCCESS;
  }

  static <A> Response<A> success(A value) {
    return new Success<>(value);
  }

  /**
   * @param status anything but {@link Status#SUCCESS}
   * @param text why, for people, without secrets; may be empty
   */
  static <A> Response<A> failure(Status status, String text) {
    return new Failure<>(status, text);
  }

  /** The request did what it asked for. */
  record Success<A>(A value) implements Response<A> {

    public Success {
      Objects.requireNonNull(value, "value of a successful response (use Empty.EMPTY for none)");
    }

    @Override
    public Status status() {
      return Status.SUCCESS;
    }

    @Override
    public String text() {
      return "";
    }

    /** Says nothing of the value, which may be secret. */
    @Override
    public String toString() {
      return "Success[" + value.getClass().getSimpleName() + "]";
    }
  }

  /** The request did not do what it asked for. */
  record Failure<A>(Status status, String text) implements Response<A> {

    public Failure {
      if (status == Status.SUCCESS) {
        throw new IllegalArgumentException(
            "status of a failure: SUCCESS (expected: any other; use Response.success)");
      }
      Objects.requireNonNull(text, "text of a failed response");
    }

    @Override
    public A value() {
      throw new IllegalStateException(
          "no value: the request ended with %s '%s' (ask isSuccess() first)"
              .formatted(status, text));
    }
  }
}
