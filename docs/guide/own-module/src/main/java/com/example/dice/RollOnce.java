package com.example.dice;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.client.MasterClient;

/** Asks the server on this machine for one throw of three dice. */
public final class RollOnce {

  private RollOnce() {}

  public static void main(String[] arguments) throws Exception {
    try (MasterClient client = MasterClient.builder().address("127.0.0.1", 5001).build()) {
      client.connect().toCompletableFuture().get(10, SECONDS);
      var response =
          client.request(DiceModule.ROLL, new Throw(3, 6)).toCompletableFuture().get(10, SECONDS);
      System.out.println(response.isSuccess() ? "eyes: " + response.value() : response.text());
    }
  }
}
