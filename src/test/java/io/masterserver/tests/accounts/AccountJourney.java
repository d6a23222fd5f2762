package io.masterserver.tests.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.client.MasterClient;
import io.masterserver.core.packet.CoreOperations;
import io.masterserver.core.packet.Empty;
import io.masterserver.core.packet.Request;
import io.masterserver.core.packet.Response;
import io.masterserver.core.packet.auth.AccountBan;
import io.masterserver.core.packet.auth.AuthOperations;
import io.masterserver.core.packet.auth.EmailConfirmation;
import io.masterserver.core.packet.auth.LogInResult;
import io.masterserver.core.packet.auth.MsfAuthOperations;
import io.masterserver.core.packet.auth.NewAccount;
import io.masterserver.core.packet.auth.PasswordChange;
import io.masterserver.core.packet.auth.PasswordLogIn;
import io.masterserver.core.packet.auth.PasswordProof;
import io.masterserver.core.packet.auth.PasswordReset;
import io.masterserver.core.packet.auth.TokenLogIn;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Status;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.MsfSecurity;
import io.masterserver.tests.fixture.PostOffice;
import io.masterserver.tests.fixture.RawClient;
import io.masterserver.tests.fixture.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that can be done with accounts, rightly and wrongly, on one server. */
final class AccountJourney {

  static final String ANNA = "anna";
  private static final String ANNAS_EMAIL = "anna@player.example";
  private static final String EMILS_EMAIL = "emil@player.example";
  private static final String MSF_EMAIL = "msf.player@player.example";

  private static final String RESET = "reset";
  private static final String CONFIRM = "confirm";

  private final RunningServer server;
  private final PostOffice mails;
  private final AccountTables tables;
  private final Secrets secrets;
  private final String permissionKey;
  private final List<String> shown = new ArrayList<>();

  AccountJourney(
      RunningServer server,
      PostOffice mails,
      AccountTables tables,
      Secrets secrets,
      String permissionKey) {
    this.server = server;
    this.mails = mails;
    this.tables = tables;
    this.secrets = secrets;
    this.permissionKey = permissionKey;
  }

  /** Returns what clients were told, and how the packets of both sides print themselves. */
  List<String> shown() {
    return List.copyOf(shown);
  }

  void goThrough() {
    String password = secrets.add("password", "first-of-anna-1");
    register(password);
    tokens(password);
    String changed = changePassword(password);
    noteHashes();
    confirmEmail(changed);
    resetPassword();
    guestAndBan();
    oldClient();
    damagedPackets();
    noteHashes();
    brokenDatabase(changed);
    delete(changed);
  }

  private void register(String password) {
    MasterClient client = server.connect();
    ok(client, AuthOperations.REGISTER, new NewAccount(ANNA, password, ANNAS_EMAIL));
    refused(client, AuthOperations.REGISTER, new NewAccount(ANNA, password, ANNAS_EMAIL));
    String tooLong = secrets.add("password", "far-too-long-").repeat(20);
    refused(client, AuthOperations.REGISTER, new NewAccount("boris", tooLong, "b@player.example"));
    refused(client, AuthOperations.LOG_IN, new PasswordLogIn(ANNA, wrong("log-in"), true));
    refused(client, AuthOperations.LOG_IN, new PasswordLogIn("nobody", wrong("nobody"), true));
  }

  private void tokens(String password) {
    MasterClient client = server.connect();
    String first =
        token(ok(client, AuthOperations.LOG_IN, new PasswordLogIn(ANNA, password, true)));
    noteHashes();
    String second = token(ok(server.connect(), AuthOperations.LOG_IN_WITH_TOKEN, used(first)));
    token(ok(server.connect(), AuthOperations.LOG_IN_WITH_TOKEN, used(second)));
    noteHashes();
    refused(server.connect(), AuthOperations.LOG_IN_WITH_TOKEN, used(first));
    refused(server.connect(), AuthOperations.LOG_IN_WITH_TOKEN, used(wrong("token")));
  }

  private static TokenLogIn used(String token) {
    return new TokenLogIn(token);
  }

  private String token(LogInResult result) {
    secrets.add("secret part of a token", result.token().split("\\.", 2)[1]);
    return secrets.add("token", result.token());
  }

  private String changePassword(String old) {
    MasterClient client = loggedIn(ANNA, old);
    String changed = secrets.add("password", "second-of-anna-2");
    refused(
        client, AuthOperations.CHANGE_PASSWORD, new PasswordChange(wrong("change"), "never-used"));
    ok(client, AuthOperations.CHANGE_PASSWORD, new PasswordChange(old, changed));
    return changed;
  }

  private void resetPassword() {
    MasterClient client = server.connect();
    String forgotten = secrets.add("password", "first-of-emil-1");
    ok(client, AuthOperations.REGISTER, new NewAccount("emil", forgotten, EMILS_EMAIL));
    ok(client, AuthOperations.REQUEST_PASSWORD_RESET, EMILS_EMAIL);
    String code = secrets.add("code", mails.codeFor(EMILS_EMAIL, RESET));
    noteHashes();
    String password = secrets.add("password", "second-of-emil-2");
    refused(
        client,
        AuthOperations.RESET_PASSWORD,
        new PasswordReset(EMILS_EMAIL, wrong("code"), password));
    ok(client, AuthOperations.RESET_PASSWORD, new PasswordReset(EMILS_EMAIL, code, password));
    loggedIn("emil", password);
  }

  private void confirmEmail(String password) {
    MasterClient client = loggedIn(ANNA, password);
    ok(client, AuthOperations.REQUEST_EMAIL_CONFIRMATION, Empty.EMPTY);
    String code = secrets.add("code", mails.codeFor(ANNAS_EMAIL, CONFIRM));
    refused(client, AuthOperations.CONFIRM_EMAIL, wrong("code, logged in"));
    refused(
        client,
        AuthOperations.CONFIRM_EMAIL_ADDRESS,
        new EmailConfirmation(ANNAS_EMAIL, wrong("code, logged out")));
    ok(client, AuthOperations.CONFIRM_EMAIL, code);
    shown.add(ok(client, AuthOperations.EXPORT_ACCOUNT, Empty.EMPTY));
  }

  private void guestAndBan() {
    MasterClient guest = server.connect();
    ok(guest, AuthOperations.LOG_IN_AS_GUEST, Empty.EMPTY);
    String password = secrets.add("password", "only-one-of-carla");
    ok(guest, AuthOperations.UPGRADE_GUEST, new NewAccount("carla", password, "c@player.example"));
    MasterClient administrator = server.connect();
    refused(administrator, CoreOperations.PERMISSION_LEVEL, wrong("permission key"));
    ok(administrator, CoreOperations.PERMISSION_LEVEL, permissionKey);
    ok(administrator, AuthOperations.BAN_ACCOUNT, new AccountBan("carla", "cheated", 0));
    refused(server.connect(), AuthOperations.LOG_IN, new PasswordLogIn("carla", password, false));
    ok(administrator, AuthOperations.FIND_ACCOUNT, "carla");
  }

  private void oldClient() {
    MasterClient client = server.connect();
    var security = new MsfSecurity();
    Bytes answer = ok(client, MsfAuthOperations.AES_KEY, security.publicKey());
    secrets.add("AES key", security.agree(answer));
    String password = secrets.add("password", "of-an-old-client");
    Map<String, String> logIn = Map.of("username", "dora", "password", password);
    ok(
        client,
        MsfAuthOperations.REGISTER,
        security.seal(Map.of("username", "dora", "password", password, "email", MSF_EMAIL)));
    refused(
        client,
        MsfAuthOperations.LOG_IN,
        security.seal(Map.of("username", "dora", "password", wrong("sealed"))));
    refused(
        server.connect(), MsfAuthOperations.LOG_IN, security.seal(logIn)); // without having agreed
    ok(client, MsfAuthOperations.LOG_IN, security.seal(logIn));
    ok(client, AuthOperations.REQUEST_PASSWORD_RESET, MSF_EMAIL);
    String code = secrets.add("code", mails.codeFor(MSF_EMAIL, RESET));
    String changed = secrets.add("password", "of-an-old-client-2");
    refused(client, MsfAuthOperations.RESET_PASSWORD, reset(wrong("code in the clear"), changed));
    ok(server.connect(), MsfAuthOperations.RESET_PASSWORD, reset(code, changed));
  }

  private static Map<String, String> reset(String code, String password) {
    return Map.of("email", MSF_EMAIL, "code", code, "password", password);
  }

  /** What cannot be read is not quoted either. */
  private void damagedPackets() {
    Bytes noPacket = Bytes.ofUtf8(secrets.add("password", "in-a-damaged-packet"));
    try (RawClient client = RawClient.open(server.address())) {
      for (Request<?, ?> operation :
          List.of(
              AuthOperations.LOG_IN,
              AuthOperations.REGISTER,
              AuthOperations.LOG_IN_WITH_TOKEN,
              MsfAuthOperations.AES_KEY,
              MsfAuthOperations.RESET_PASSWORD)) {
        shown.add(client.ask(operation.opcode(), noPacket, operation.opcode()).data().utf8());
      }
    }
  }

  /** What the database complains of may have been the values. */
  private void brokenDatabase(String password) {
    MasterClient client = server.connect();
    tables.change("ALTER TABLE accounts RENAME TO elsewhere");
    failed(client, AuthOperations.LOG_IN, new PasswordLogIn(ANNA, password, true));
    failed(
        client,
        AuthOperations.REGISTER,
        new NewAccount("fred", wrong("registration"), "f@player.example"));
    failed(
        client,
        AuthOperations.RESET_PASSWORD,
        new PasswordReset(ANNAS_EMAIL, wrong("code, no table"), wrong("password, no table")));
    tables.change("ALTER TABLE elsewhere RENAME TO accounts");
    tables.change("ALTER TABLE account_tokens ALTER COLUMN hash RENAME TO other");
    failed(client, AuthOperations.LOG_IN, new PasswordLogIn(ANNA, password, true));
    tables.change("ALTER TABLE account_tokens ALTER COLUMN other RENAME TO hash");
  }

  private void delete(String password) {
    MasterClient client = loggedIn(ANNA, password);
    refused(client, AuthOperations.DELETE_ACCOUNT, new PasswordProof(wrong("deletion")));
    ok(client, AuthOperations.DELETE_ACCOUNT, new PasswordProof(password));
  }

  // ---- how it is done -------------------------------------------------------------------------

  private MasterClient loggedIn(String username, String password) {
    MasterClient client = server.connect();
    ok(client, AuthOperations.LOG_IN, new PasswordLogIn(username, password, false));
    return client;
  }

  /** What somebody has mistyped is nearly the right one. */
  private String wrong(String what) {
    return secrets.add("wrong one: " + what, "mistyped as " + what);
  }

  private void noteHashes() {
    tables.hashes().forEach(hash -> secrets.add("hash", hash));
  }

  private <Q, A> A ok(MasterClient client, Request<Q, A> operation, Q packet) {
    Response<A> response = ask(client, operation, packet);
    assertThat(response.status())
        .as("%s: %s", operation.name(), response.text())
        .isEqualTo(Status.SUCCESS);
    return response.value();
  }

  private <Q> void refused(MasterClient client, Request<Q, ?> operation, Q packet) {
    assertThat(ask(client, operation, packet).status())
        .as(operation.name())
        .isNotIn(Status.SUCCESS, Status.TIMEOUT);
  }

  private <Q> void failed(MasterClient client, Request<Q, ?> operation, Q packet) {
    assertThat(ask(client, operation, packet).text())
        .as(operation.name())
        .startsWith("Internal Server Error [correlation id ");
  }

  private <Q, A> Response<A> ask(MasterClient client, Request<Q, A> operation, Q packet) {
    Response<A> response = Await.result(client.request(operation, packet));
    if (packet instanceof Record) { // texts and dictionaries are what they are
      shown.add(packet.toString());
    }
    shown.add(response.toString());
    shown.add(response.isSuccess() ? String.valueOf(response.value()) : response.text());
    return response;
  }
}
