package io.masterserver.bench.report;

import java.util.Locale;

/** Something that is measured; the order is that of the tables' rows. */
public enum Metric {
  REQUESTS_PER_SECOND("requests/s", "%,.0f"),
  LATENCY_P50("latency p50, µs", "%,.0f"),
  LATENCY_P99("latency p99, µs", "%,.0f"),
  LATENCY_P999("latency p99.9, µs", "%,.0f"),
  LATENCY_MAX("latency max, µs", "%,.0f"),
  CPU_PER_REQUEST("server CPU per request, µs", "%,.2f"),
  SERVER_BUSY("server CPU busy, %", "%,.0f"),
  OTHERS_BUSY("taken by other programs, % of one CPU", "%,.0f"),
  CONNECTIONS("connections held", "%,.0f"),
  CONNECTS_PER_SECOND("connects with first answer/s", "%,.0f"),
  CPU_PER_CONNECT("server CPU per connect, µs", "%,.0f"),
  HEAP_PER_CONNECTION("live heap per idle connection, bytes", "%,.0f"),
  MEMORY_PER_CONNECTION("resident memory per idle connection, bytes", "%,.0f"),
  LIVE_HEAP("live heap in all, MiB", "%,.1f"),
  LOG_INS_PER_SECOND("log-ins/s", "%,.0f"),
  CPU_PER_LOG_IN("server CPU per log-in, µs", "%,.0f"),
  QUIET_P99("latency p99 of others before, µs", "%,.0f"),
  STORM_P99("latency p99 of others meanwhile, µs", "%,.0f"),
  STORM_BY_QUIET("meanwhile : before", "%.2f");

  private final String title;
  private final String format;

  Metric(String title, String format) {
    this.title = title;
    this.format = format;
  }

  /** What it is, and its unit. */
  public String title() {
    return title;
  }

  /** Whether its ratio to the baseline means something. */
  boolean isCompared() {
    return this != SERVER_BUSY && this != OTHERS_BUSY && this != CONNECTIONS;
  }

  /** {@code value} with as many digits as mean something. */
  public String show(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
