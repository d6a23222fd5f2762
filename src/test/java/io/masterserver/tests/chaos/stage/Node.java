package io.masterserver.tests.chaos.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node of a master server: a process that may be ended, and started again where it was.
 *
 * <p>Threads: any.
 */
public final class Node {

  private static final Duration START_AT_MOST = Duration.ofMinutes(2);
  private static final Duration END_AT_MOST = Duration.ofMinutes(1);

  private final String name;
  private final InetSocketAddress address;
  private final List<String> command;
  private final Path folder;
  private @Nullable Process process;
  private CompletableFuture<Void> ready = new CompletableFuture<>();

  Node(String name, InetSocketAddress address, List<String> command, Path folder) {
    this.name = name;
    this.address = address;
    this.command = List.copyOf(command);
    this.folder = folder;
  }

  /** Unique on its stage: {@code node-1}. */
  public String name() {
    return name;
  }

  /** Where clients connect to. */
  public InetSocketAddress address() {
    return address;
  }

  /** What it has said, in all its lives. */
  public Path log() {
    return folder.resolve(name + ".log");
  }

  /** Starts its process; returns at once. */
  public synchronized void start() {
    if (isRunning()) {
      throw new IllegalStateException(name + " is running (end it first)");
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MASTER_HOME", folder.toAbsolutePath().toString());
    try {
      Process started = builder.start();
      var readyNow = new CompletableFuture<Void>();
      // No virtual thread: reading a pipe keeps one of the few threads on which those of clients
      // run.
      Thread.ofPlatform().daemon().name(name + "-output").start(() -> read(started, readyNow));
      process = started;
      ready = readyNow;
    } catch (IOException e) {
      throw new StageFailure("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  private void read(Process from, CompletableFuture<Void> readyNow) {
    try (BufferedReader lines = from.inputReader(StandardCharsets.UTF_8);
        var copy =
            new PrintWriter(
                Files.newBufferedWriter(
                    log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        copy.flush();
        if (line.contains("\"event\":\"ready\"")) {
          readyNow.complete(null);
        }
      }
      readyNow.completeExceptionally(new StageFailure(complaint("ended before it was ready")));
    } catch (IOException e) {
      readyNow.completeExceptionally(new StageFailure(complaint("cannot be read"), e));
    }
  }

  private String complaint(String what) {
    return "%s: %s (see %s)".formatted(name, what, log());
  }

  /** Returns when it serves clients. */
  public Node awaitReady() {
    CompletableFuture<Void> awaited;
    synchronized (this) {
      awaited = ready;
    }
    try {
      awaited.get(START_AT_MOST.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (ExecutionException | TimeoutException e) {
      throw e.getCause() instanceof StageFailure known
          ? known
          : new StageFailure(complaint("not ready within " + START_AT_MOST), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /**
   * The id of its process.
   *
   * @throws IllegalStateException if it was never started
   */
  public synchronized long pid() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process.pid();
  }

  /** Ends it at once, as {@code kill -9} does; returns when it is gone. */
  public void kill() {
    handle(ProcessHandle::destroyForcibly);
    awaitEnd();
  }

  /** Tells it to end in order, by SIGTERM; returns at once. */
  public void terminate() {
    handle(ProcessHandle::destroy);
  }

  private synchronized void handle(Consumer<ProcessHandle> what) {
    if (process != null) {
      what.accept(process.toHandle()); // Process.destroy() would close its output as well
    }
  }

  /** Returns its exit code, when it has ended. */
  public int awaitEnd() {
    Process ending;
    synchronized (this) {
      ending = process;
    }
    if (ending == null) {
      throw new IllegalStateException(name + " was never started");
    }
    try {
      if (!ending.waitFor(END_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
        throw new StageFailure(complaint("still running after " + END_AT_MOST));
      }
      return ending.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StageFailure("interrupted", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
