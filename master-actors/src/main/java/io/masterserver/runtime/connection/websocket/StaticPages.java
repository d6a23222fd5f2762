package io.masterserver.runtime.connection.websocket;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractUri;
import static org.apache.pekko.http.javadsl.server.Directives.getFromDirectory;
import static org.apache.pekko.http.javadsl.server.Directives.getFromResourceDirectory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;

/**
 * Answers with files, for browsers. Threads: any.
 *
 * <p>That nobody gets out of the folder is seen to by Pekko HTTP's directives.
 */
final class StaticPages {

  /** Nothing but the folder's own files runs on a page; it may connect to any WebSocket. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:";

  private static final List<HttpHeader> HEADERS =
      List.of(
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Content-Security-Policy", CONTENT_SECURITY_POLICY),
          RawHeader.create("Cache-Control", "no-cache"));

  private final Function<HttpRequest, CompletionStage<HttpResponse>> files;

  StaticPages(ActorSystem<?> system, StaticFiles from) {
    Route found =
        switch (from) {
          case StaticFiles.Folder(var path) -> getFromDirectory(path);
          case StaticFiles.Resources(var path) ->
              getFromResourceDirectory(path, StaticFiles.loader());
        };
    this.files =
        found.orElse(extractUri(uri -> complete(HttpAnswers.notFound(uri.path())))).handler(system);
  }

  /**
   * Answers {@code request}, by 404 if there is no such file.
   *
   * @param request GET or HEAD
   */
  CompletionStage<HttpResponse> answer(HttpRequest request) {
    return get(fileOf(request)).thenApply(answer -> answer.addHeaders(HEADERS));
  }

  private CompletionStage<HttpResponse> get(HttpRequest request) {
    for (String name : request.getUri().pathSegments()) {
      if (name.indexOf('\0') >= 0) { // the directives would fail
        return CompletableFuture.completedFuture(HttpAnswers.notFound(request.getUri().path()));
      }
    }
    try {
      return files.apply(request);
    } catch (Exception e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The directives know GET only; of the answer to HEAD, Pekko HTTP leaves out the body. */
  private static HttpRequest fileOf(HttpRequest request) {
    HttpRequest get = request.withMethod(HttpMethods.GET);
    return get.getUri().path().equals("/")
        ? get.withUri(get.getUri().path("/" + StaticFiles.INDEX))
        : get;
  }
}
