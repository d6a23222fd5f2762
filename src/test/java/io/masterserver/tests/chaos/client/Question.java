package io.masterserver.tests.chaos.client;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.Response;
import java.util.concurrent.CompletionStage;

/** What a client of a {@link Crowd} asks, again and again. */
@FunctionalInterface
public interface Question {

  /**
   * @param number of the client in its crowd
   * @param round from 0
   */
  CompletionStage<? extends Response<?>> ask(MasterClient client, int number, int round);
}
