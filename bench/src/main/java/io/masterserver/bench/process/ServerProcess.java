package io.masterserver.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running server. Closing it ends the process. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ServerKind kind;
  private final ServerSettings settings;
  private final Process process;
  private final Path log;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Thread killer;

  private ServerProcess(ServerKind kind, ServerSettings settings, Process process, Path log) {
    this.kind = kind;
    this.settings = settings;
    this.process = process;
    this.log = log;
    this.killer = new Thread(process::destroyForcibly);
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @throws ServerFailure if it ends or says nothing instead
   */
  public static ServerProcess start(ServerKind kind, ServerSettings settings, int heapMegabytes) {
    Path log = settings.output().resolve(kind + ".log");
    try {
      Files.createDirectories(settings.output());
      Process process =
          new ProcessBuilder(settings.command(kind, heapMegabytes))
              .redirectErrorStream(true)
              .start();
      var server = new ServerProcess(kind, settings, process, log);
      Runtime.getRuntime().addShutdownHook(server.killer);
      Thread.ofPlatform().daemon().name(kind + "-output").start(server::readOutput);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new ServerFailure("%s: cannot be started: %s".formatted(kind, e.getMessage()), e);
    }
  }

  private void readOutput() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        var copy = new PrintWriter(Files.newBufferedWriter(log))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        copy.println(line);
        copy.flush();
        OptionalInt announced = ReadyLine.port(line, kind.transport());
        announced.ifPresent(port::complete);
      }
      port.completeExceptionally(new ServerFailure(text("ended before it was ready")));
    } catch (IOException e) {
      port.completeExceptionally(new ServerFailure(text("output cannot be read"), e));
    } catch (ServerFailure e) {
      port.completeExceptionally(e);
    }
  }

  private void awaitReady() {
    try {
      port.get(START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw e.getCause() instanceof ServerFailure known
          ? known
          : new ServerFailure(text("no ready line within " + START), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new ServerFailure(text("interrupted"), e);
    }
  }

  private String text(String what) {
    return "%s: %s (see %s)".formatted(kind, what, log);
  }

  public ServerKind kind() {
    return kind;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.join());
  }

  /** What the compilers of its JVM have taken of processors so far. */
  public Duration compilerTime() {
    return CompilerTime.of(process.pid());
  }

  /** What the operating system says of it now. */
  public ProcessStatus status() {
    return ProcessStatus.of(process.pid());
  }

  /** Bytes of objects that live after a full collection, which this starts. */
  public long liveHeapBytes() {
    return LiveHeap.bytes(process.pid());
  }

  /** The objects that live after a full collection, which this starts. */
  public ClassHistogram histogram() {
    return ClassHistogram.parse(LiveHeap.histogram(process.pid()));
  }

  /** Its threads and open files now. */
  public Holdings holdings() {
    return Holdings.of(process.pid());
  }

  /** What it has printed so far. */
  public Path log() {
    return log;
  }

  /**
   * Begins to measure its processor time, and to profile if that was asked for.
   *
   * @param scenario names the profile's files
   */
  public Measurement measure(String scenario) {
    return settings.profile()
        ? Measurement.profiled(this, Profiler.start(process.pid(), profileName(scenario)))
        : Measurement.plain(this);
  }

  private Path profileName(String scenario) {
    return settings.output().resolve("profile-%s-%s".formatted(kind, scenario));
  }

  /** Asks the server to end, and makes it end if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
