package io.masterserver.tests.attack.command;

import io.masterserver.tests.attack.Attack;
import io.masterserver.tests.attack.Door;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An {@link Attacker} in a JVM of its own, on the processor of this one, but so that it does not
 * keep the bystanders waiting for it.
 */
final class AttackerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final BufferedReader said;
  private final PrintWriter tell;

  private AttackerProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
    this.tell = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  /** Starts it, and waits until it is ready to attack. */
  static AttackerProcess start(Attack attack, AttackedServer server) throws IOException {
    Process process =
        new ProcessBuilder(
                "chrt", // only when nobody else wants the processor
                "-i",
                "0",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Attacker.class.getName(),
                attack.name(),
                Integer.toString(server.address(Door.TCP).getPort()),
                Integer.toString(server.address(Door.WEB_SOCKET).getPort()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var attacker = new AttackerProcess(process);
    try {
      attacker.nextLine();
      return attacker;
    } catch (IOException e) {
      attacker.close();
      throw e;
    }
  }

  /** Lets it attack. */
  void begin() {
    tell.println("begin");
  }

  /** Makes it leave, and returns what it says of its attack. */
  String end() throws IOException {
    tell.println("end");
    return nextLine();
  }

  private String nextLine() throws IOException {
    try {
      String line =
          CompletableFuture.supplyAsync(this::readLine, Thread::startVirtualThread)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (line.isEmpty()) {
        throw new IOException("the attacker has ended (see above)");
      }
      return line;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the attacker says nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String readLine() {
    try {
      String line = said.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
