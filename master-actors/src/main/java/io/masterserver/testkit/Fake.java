package io.masterserver.testkit;

import io.masterserver.api.ProvidingModule;

/**
 * The API of a module that is not there.
 *
 * @param module the class of the module
 * @param api what its dependents get; often made with a probe
 */
public record Fake(Class<?> module, Object api) {

  /** Gives {@code api} to the module under test when it asks for {@code module}. */
  public static <A> Fake fake(Class<? extends ProvidingModule<?, A>> module, A api) {
    return new Fake(module, api);
  }
}
