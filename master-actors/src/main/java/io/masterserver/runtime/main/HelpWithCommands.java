package io.masterserver.runtime.main;

import io.masterserver.runtime.guardian.StartFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Adds the commands to {@code --help}: they are known only when the module path is. */
final class HelpWithCommands implements CommandLine.IExecutionStrategy {

  private final Supplier<Commands> commands;

  HelpWithCommands(Supplier<Commands> commands) {
    this.commands = commands;
  }

  @Override
  public int execute(CommandLine.ParseResult parsed) {
    if (parsed.isUsageHelpRequested()) {
      parsed.commandSpec().usageMessage().footer(footer().toArray(String[]::new));
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private List<String> footer() {
    List<String> lines = new ArrayList<>(List.of("", "Commands:"));
    try {
      List<String> found = commands.get().help();
      lines.addAll(found.isEmpty() ? List.of("  none is installed") : found);
    } catch (StartFailed e) {
      lines.add("  " + e.getMessage());
    }
    return lines.stream().map(line -> line.replace("%", "%%")).toList(); // it is a format
  }
}
