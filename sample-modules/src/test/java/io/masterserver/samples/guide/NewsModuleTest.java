package io.masterserver.samples.guide;

import io.masterserver.api.CoreProperties;
import io.masterserver.testkit.ModuleTestKit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chapter 4 of the guide: a module with a slow storage")
class NewsModuleTest {

  /** Saves when the test says so. */
  private static final class Storage implements NewsModule.Storage {
    final CompletableFuture<Void> saved = new CompletableFuture<>();

    @Override
    public CompletionStage<String> load() {
      return CompletableFuture.completedStage("no news");
    }

    @Override
    public CompletionStage<Void> save(String news) {
      return saved;
    }
  }

  private final Storage storage = new Storage();

  // tag::access[]
  @Test
  void is_written_by_administrators_only() {
    storage.saved.complete(null);
    try (var kit = ModuleTestKit.start(new NewsModule(storage))) {
      var player = kit.connectPeer();
      var administrator = kit.connectPeer();
      administrator.set(CoreProperties.PERMISSION_LEVEL, 1);

      player.send(NewsModule.WRITE_NEWS, "I have won");
      player.request(NewsModule.READ_NEWS).expect("no news");

      administrator.send(NewsModule.WRITE_NEWS, "double points today");
      administrator.request(NewsModule.READ_NEWS).expect("double points today");
    }
  }

  // end::access[]

  @Test
  void holds_back_what_is_behind_a_write_until_it_is_saved() {
    try (var kit = ModuleTestKit.start(new NewsModule(storage))) {
      var administrator = kit.connectPeer();
      administrator.set(CoreProperties.PERMISSION_LEVEL, 1);

      administrator.send(NewsModule.WRITE_NEWS, "new");
      var response = administrator.request(NewsModule.READ_NEWS);
      administrator.expectNothingMore();
      storage.saved.complete(null);

      response.expect("new");
    }
  }

  @Test
  void answers_requests_of_players() {
    try (var kit = ModuleTestKit.start(new NewsModule(storage))) {
      kit.connectPeer().request(NewsModule.READ_NEWS).expect("no news");
    }
  }
}
