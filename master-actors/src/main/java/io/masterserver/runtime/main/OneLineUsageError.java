package io.masterserver.runtime.main;

import picocli.CommandLine;

/** Says in one line what is wrong with the command line. */
final class OneLineUsageError implements CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
    error
        .getCommandLine()
        .getErr()
        .println("master-server: " + error.getMessage() + " (see --help)");
    return error.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
  }
}
