package io.masterserver.api;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Who did what that matters for security, and with what outcome. Written to the logger {@code
 * io.masterserver.audit}, one event a line, with its facts as key-value pairs.
 *
 * <pre>{@code
 * AuditLog.event("log-in").peer(peer.info()).account(id, name).with("method", "token").ok();
 * }</pre>
 *
 * <p>Secrets never belong here, nor e-mail addresses. What a client has sent may: a value cannot
 * forge another fact, nor another line. Threads: any.
 */
public final class AuditLog {

  private static final Logger log = LoggerFactory.getLogger("io.masterserver.audit");

  /** Longest value of a fact, in characters; the rest is cut off. */
  private static final int LONGEST_VALUE = 200;

  private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\"]");

  private final String name;
  private LoggingEventBuilder line;

  private AuditLog(String name) {
    this.name = name;
    this.line = log.atInfo().addKeyValue("event", name);
  }

  /** Begins an event. */
  public static AuditLog event(String name) {
    return new AuditLog(name);
  }

  /** Adds who it came from. */
  public AuditLog peer(PeerInfo peer) {
    return with("peer", peer.id()).with("address", peer.remoteAddress());
  }

  /** Adds whose account it is about. */
  public AuditLog account(String accountId, String username) {
    return with("accountId", accountId).with("username", username);
  }

  /** Adds a fact. */
  public AuditLog with(String key, Object value) {
    line = line.addKeyValue(key, safe(value));
    return this;
  }

  /** Writes that it was done. */
  public void ok() {
    line.addKeyValue("outcome", "ok").log(name);
  }

  /** Writes that it was refused, and why. */
  public void refused(String why) {
    line.addKeyValue("outcome", "refused").addKeyValue("why", safe(why)).log(name);
  }

  private static String safe(Object value) {
    String text = String.valueOf(value);
    String bounded = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    return UNSAFE.matcher(bounded).replaceAll("?");
  }
}
