package io.masterserver.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One more request on some of many connections, to see that they still live. */
public final class Sample implements Answers {

  private final Load load;
  private final List<EchoConnection> sampled = new ArrayList<>();
  private final CompletableFuture<Integer> all = new CompletableFuture<>();
  private int answered;

  /**
   * @param every takes the first connection of so many
   */
  public Sample(Load load, List<EchoConnection> connections, int every) {
    this.load = load;
    for (int i = 0; i < connections.size(); i += every) {
      sampled.add(connections.get(i));
    }
  }

  /**
   * Asks and waits for all answers.
   *
   * @return how many connections were asked
   * @throws LoadFailure if one does not answer
   */
  public int ask() {
    load.loop()
        .execute(
            () -> {
              for (EchoConnection connection : sampled) {
                connection.answersGoTo(this);
                connection.request(1);
              }
            });
    return load.resultOf(all, Load.PATIENCE);
  }

  @Override
  public void arrived(EchoConnection from, int firstId, int count) {
    answered++;
    if (answered == sampled.size()) {
      all.complete(answered);
    }
  }
}
