package io.masterserver.runtime.main;

import picocli.CommandLine;

/** The version, as the jar's manifest has it. */
final class ProgramVersion implements CommandLine.IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = MasterServerMain.class.getPackage().getImplementationVersion();
    return new String[] {"master-server " + (version == null ? "(not packaged)" : version)};
  }
}
