package io.masterserver.core.client;

import io.masterserver.core.packet.Response;
import io.masterserver.core.wire.Status;

/**
 * Told how a request ended; exactly once, on the client's dispatch thread.
 *
 * @param <A> type of the value
 */
@FunctionalInterface
public interface ResponseCallback<A> {

  /**
   * @param status the same as {@code response.status()}
   * @param response has a value only if {@code status} is {@link Status#SUCCESS}
   */
  void completed(Status status, Response<A> response);
}
