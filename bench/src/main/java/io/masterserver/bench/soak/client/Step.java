package io.masterserver.bench.soak.client;

import java.io.IOException;

/** What a client does, as long as it is well-behaved. */
enum Step implements Weighted {
  ECHO(25, EchoSteps::one),
  ECHO_LARGE(4, EchoSteps::large),
  ECHO_MANY(8, EchoSteps::many),
  PING(10, CoreSteps::ping),
  GUID(5, CoreSteps::guid),
  LOG_IN_AS_GUEST(6, AccountSteps::guest),
  LOG_IN_TO_ACCOUNT(3, AccountSteps::account),
  MY_ACCOUNT(3, AccountSteps::who),
  LOG_OUT(1, AccountSteps::logOut),
  SAVE_INFO(8, InfoSteps::save),
  GET_INFO(8, InfoSteps::get),
  UNKNOWN_OPERATION(3, OddSteps::unknown),
  UNREADABLE_DATA(3, OddSteps::unreadable),
  FORBIDDEN_OPERATION(3, OddSteps::forbidden),
  MALFORMED_MESSAGE(1, OddSteps::malformed),
  IDLE(8, CoreSteps::idle);

  /** Throws {@link WrongAnswer} if the server does not answer as it has to. */
  private interface Action {
    void run(Visit visit) throws IOException;
  }

  private final int weight;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods, without state
  private final Action action;

  Step(int weight, Action action) {
    this.weight = weight;
    this.action = action;
  }

  @Override
  public int weight() {
    return weight;
  }

  void run(Visit visit) throws IOException {
    action.run(visit);
  }
}
