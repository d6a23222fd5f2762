package io.masterserver.samples.personalinfo;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.masterserver.core.client.ClientBuilder;
import io.masterserver.core.client.MasterClient;
import io.masterserver.core.client.ReconnectPolicy;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.wire.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The tutorial's client: saves a player's personal info, and gets it back. */
@Command(
    name = "personal-info",
    description = "Saves personal info on a running master server, and gets it back.",
    footer = {
      "",
      "The server keeps the info for as long as the connection lasts. All commands of one call use one"
          + " connection, one after another:",
      "  bin/personal-info get save John 34 get",
      "With an account, the server's log says who saves:",
      "  bin/personal-info --username anna --password-file secret.txt register log-in save Anna 34",
      "Without a command they are read from standard input, one a line, until 'quit' or the end. There,"
          + " quotation marks keep words together: save \"John Doe\" 34",
      "",
      "Exit code: 0 if every command did what it should; 1 if the server refused one, or could not be"
          + " reached; 2 if the command line is wrong."
    },
    versionProvider = PersonalInfoClient.Version.class,
    subcommandsRepeatable = true,
    sortOptions = false)
public final class PersonalInfoClient implements Callable<Integer>, AutoCloseable {

  private static final int FAILED = 1;
  private static final String COMMANDS = "save NAME AGE, get, register, log-in, guest";

  /** What stands for bytes that are not text in the locale's encoding. */
  private static final char UNREADABLE = '\uFFFD';

  /** The version of the client library that this program is made of. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = MasterClient.class.getPackage().getImplementationVersion();
      return new String[] {"personal-info " + (version == null ? "(not packaged)" : version)};
    }
  }

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where the server is. Default: ${DEFAULT-VALUE}.",
      defaultValue = "127.0.0.1")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Its TCP port. Default: ${DEFAULT-VALUE}.",
      defaultValue = "5001")
  private int port;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for each answer, 1 or more. Default: ${DEFAULT-VALUE}.",
      defaultValue = "10")
  private int timeout;

  @Mixin private final Credentials credentials = new Credentials();

  @Option(names = "--tls", description = "Speak TLS, and trust whom Java trusts.")
  private boolean tls;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "Speak TLS, and trust only the certificates in this PEM file.")
  private @Nullable Path trust;

  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean version;

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  private final BufferedReader commands;
  private @Nullable MasterClient connected;

  /**
   * @param commands where commands come from when the command line has none
   */
  PersonalInfoClient(BufferedReader commands) {
    this.commands = commands;
  }

  public static void main(String[] arguments) {
    int exitCode;
    var input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    try (var client = new PersonalInfoClient(input)) {
      exitCode = client.commandLine().execute(arguments);
    }
    System.exit(exitCode);
  }

  CommandLine commandLine() {
    var commandLine = new CommandLine(this);
    OneLineErrors.install(commandLine);
    return commandLine;
  }

  @Command(description = "NAME AGE: saves who you are, and shows what the server has then.")
  int save(
      @Parameters(paramLabel = "NAME", description = "Your name.") String name,
      @Parameters(paramLabel = "AGE", description = "In years.") int age)
      throws Exception {
    if (name.indexOf(UNREADABLE) >= 0) {
      throw wrong(
          "NAME: '%s' could not be read (expected: UTF-8; set LC_ALL=C.UTF-8)".formatted(name));
    }
    MasterClient client = client();
    // tag::client[]
    client.send(PersonalInfoOperations.SAVE, new PersonalInfo(name, age));
    // end::client[]
    return get();
  }

  @Command(description = "Shows what the server has.")
  int get() throws Exception {
    MasterClient client = client();
    var exitCode = new CompletableFuture<Integer>();
    // tag::client[]
    client.request(
        PersonalInfoOperations.GET,
        Empty.EMPTY,
        (status, response) -> {
          if (status != Status.SUCCESS) {
            exitCode.complete(refused(status, response.text()));
            return;
          }
          PersonalInfo info = response.value();
          say("%s, %d".formatted(info.name(), info.age()));
          exitCode.complete(0);
        });
    // end::client[]
    return exitCode.get(timeout + 1L, SECONDS); // the request ends sooner, whatever happens
  }

  @Command(description = "Makes an account for --username.")
  int register(
      @Option(
              names = "--email",
              paramLabel = "ADDRESS",
              description = "Where mail to you goes. Servers may ask for it.",
              defaultValue = "")
          String email)
      throws Exception {
    var account = new NewAccount(credentials.username(), credentials.password(), email);
    return answered(
        client().request(AuthOperations.REGISTER, account),
        done -> "registered: " + account.username());
  }

  @Command(name = "log-in", description = "Logs in as --username.")
  int logIn() throws Exception {
    var logIn = new PasswordLogIn(credentials.username(), credentials.password(), false);
    return answered(
        client().request(AuthOperations.LOG_IN, logIn),
        result -> "logged in: " + result.account().username());
  }

  @Command(description = "Logs in as a guest, without an account.")
  int guest() throws Exception {
    return answered(
        client().request(AuthOperations.LOG_IN_AS_GUEST, Empty.EMPTY),
        result -> "logged in: " + result.account().username());
  }

  private <A> int answered(CompletionStage<Response<A>> pending, Function<A, String> text)
      throws Exception {
    Response<A> response = pending.toCompletableFuture().get(timeout + 1L, SECONDS);
    if (!response.isSuccess()) {
      return refused(response.status(), response.text());
    }
    say(text.apply(response.value()));
    return 0;
  }

  /** Does the commands of standard input, one a line. */
  @Override
  public Integer call() throws Exception {
    MasterClient client = client();
    spec.commandLine().getErr().println("commands: " + COMMANDS + ", quit");
    int worst = 0;
    String line = commands.readLine();
    while (line != null && !line.strip().equals("quit") && client.isConnected()) {
      worst = Math.max(worst, line.isBlank() ? 0 : execute(line));
      line = commands.readLine();
    }
    return worst;
  }

  private int execute(String line) {
    Optional<List<String>> words = Words.in(line);
    if (words.isEmpty()) {
      return wrongLine("'%s': a quotation mark is not closed".formatted(line));
    }
    String name = words.get().getFirst();
    CommandLine command = spec.subcommands().get(name);
    if (command == null) {
      return wrongLine("command '%s' (expected: %s or quit)".formatted(name, COMMANDS));
    }
    return command.execute(words.get().stream().skip(1).toArray(String[]::new));
  }

  private int wrongLine(String why) {
    OneLineErrors.print(spec.commandLine(), why);
    return CommandLine.ExitCode.USAGE;
  }

  // ---- the connection -------------------------------------------------------------------------

  private MasterClient client() throws Exception {
    if (connected == null) {
      checkOptions();
      ClientBuilder builder =
          MasterClient.builder()
              .address(host, port)
              .connectTimeout(Duration.ofSeconds(timeout))
              .requestTimeout(Duration.ofSeconds(timeout))
              .reconnect(ReconnectPolicy.NEVER); // what was saved would be gone
      if (trust != null) {
        builder.tls(Trust.only(trust));
      } else if (tls) {
        builder.tls(SSLContext.getDefault());
      }
      connected = builder.build();
      connect(connected);
    }
    return connected;
  }

  private void connect(MasterClient client) throws Exception {
    try {
      client.connect().toCompletableFuture().get(2L * timeout, SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why ? why : e;
    } catch (TimeoutException e) {
      throw new IOException(
          "no connection to %s:%d (is the host's name right?)".formatted(host, port), e);
    }
  }

  private void checkOptions() {
    if (port < 1 || port > 65_535) {
      throw wrong("--port: %d (expected: 1..65535)".formatted(port));
    }
    if (timeout < 1) {
      throw wrong("--timeout: %d (expected: 1 or more)".formatted(timeout));
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  @Override
  public void close() {
    if (connected != null) {
      connected.close();
    }
  }

  // ---- what the user sees ---------------------------------------------------------------------

  private void say(String text) {
    spec.commandLine().getOut().println(text);
  }

  private int refused(Status status, String text) {
    String mend =
        switch (status) {
          case TIMEOUT -> " (is that the port of a master server? if it is busy, raise --timeout)";
          case NOT_CONNECTED ->
              " (is that the plain TCP port of a master server? for TLS give --tls)";
          case NOT_HANDLED -> " (switch the module on: master.modules.NAME.enabled)";
          default -> "";
        };
    OneLineErrors.print(spec.commandLine(), status + ": " + text + mend);
    return FAILED;
  }
}
