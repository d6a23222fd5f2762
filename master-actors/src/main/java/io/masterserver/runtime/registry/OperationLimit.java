package io.masterserver.runtime.registry;

/**
 * How often each client may use an operation.
 *
 * @param place which of a client's buckets is that of the operation, 0 to {@code places} - 1
 * @param places how many buckets a client needs for all limited operations
 */
public record OperationLimit(int place, int places, MessageRate rate) {}
