package io.masterserver.runtime.connection;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The {@code master.tcp.tls} section of the configuration.
 *
 * @param keyFile PEM, the private key, not encrypted
 * @param chainFile PEM, the certificate first, then those that signed it
 * @param reloadInterval how often to look whether the files have changed
 */
public record TlsSettings(Path keyFile, Path chainFile, Duration reloadInterval) {}
