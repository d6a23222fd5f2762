package io.masterserver.core.wire;

/** How a request ended, as its response says in one byte. */
public enum Status {
  DEFAULT(0),
  SUCCESS(1),
  TIMEOUT(2),
  ERROR(3),
  UNAUTHORIZED(4),
  INVALID(5),
  FAILED(6),
  NOT_CONNECTED(7),
  NOT_HANDLED(8),

  /** Too much in too short a time: the same may work later. */
  RATE_LIMITED(9);

  private static final Status[] BY_CODE = values();

  private final int code;

  Status(int code) {
    this.code = code;
  }

  /** The byte on the wire, 0 to 9. */
  public int code() {
    return code;
  }

  /** Returns the status of {@code code}; {@link #ERROR} for one that this version does not know. */
  public static Status of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : ERROR;
  }
}
