package io.masterserver.samples.personalinfo;

import picocli.CommandLine;

/** Says in one line, on standard error, what went wrong. */
final class OneLineErrors {

  private OneLineErrors() {}

  static void install(CommandLine commandLine) {
    commandLine.setParameterExceptionHandler(
        (error, arguments) -> {
          print(error.getCommandLine(), error.getMessage() + " (see --help)");
          return CommandLine.ExitCode.USAGE;
        });
    commandLine.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          print(command, String.valueOf(error.getMessage()));
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  static void print(CommandLine commandLine, String text) {
    commandLine.getErr().println("personal-info: " + text.replaceAll("\\s*\\R\\s*", " "));
  }
}
