package io.masterserver.core.client;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP clients, which open WebSockets: one, with its one daemon thread, for all that
 * trust the same certificates. It ends when nobody uses it any more. Threads: any.
 */
final class HttpClients {

  /** By SSL context; this class stands for the JDK's default one. */
  private static final Map<Object, WeakReference<HttpClient>> BY_TRUST = new WeakHashMap<>();

  private HttpClients() {}

  /**
   * @param tls whom to trust; null for whom the JDK trusts
   */
  static synchronized HttpClient trusting(@Nullable SSLContext tls) {
    Object key = tls != null ? tls : HttpClients.class;
    WeakReference<HttpClient> known = BY_TRUST.get(key);
    HttpClient client = known == null ? null : known.get();
    if (client == null) {
      client = open(tls);
      BY_TRUST.put(key, new WeakReference<>(client));
    }
    return client;
  }

  private static HttpClient open(@Nullable SSLContext tls) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    return (tls == null ? builder : builder.sslContext(tls)).build();
  }
}
