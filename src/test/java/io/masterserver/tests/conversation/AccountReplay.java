package io.masterserver.tests.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.masterserver.core.packet.auth.AccountInfo;
import io.masterserver.core.packet.auth.PeerAccountInfo;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.Message;
import io.masterserver.core.wire.MessageCodec;
import io.masterserver.core.wire.Status;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.tests.fixture.Await;
import io.masterserver.tests.fixture.MsfSecurity;
import io.masterserver.tests.fixture.WireClient;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * One recorded conversation about accounts, led once more.
 *
 * <p>What was made up by chance is made up anew, and followed through the conversation: keys, IVs,
 * codes, the numbers of guests and peers. All else is said and expected byte for byte. What was
 * sealed cannot be opened any more, so something is sealed that is as long.
 */
final class AccountReplay implements AutoCloseable {

  private static final int AES_KEY = 32001;
  private static final int PERMISSION_LEVEL = 32002;
  private static final int LOG_IN = 32024;
  private static final int REGISTER = 32025;
  private static final int CONFIRM_EMAIL = 32028;
  private static final int LOGGED_IN_COUNT = 32029;
  private static final int RESET_PASSWORD = 32030;
  private static final int PEER_ACCOUNT = 32031;

  /** Ack ids that no recorded request has. */
  private static final int OUR_REQUEST = 1_000_000;

  private static final int CODE_LENGTH = 6;

  /** Which connection had which peer number when it was recorded; rooms said it in another part. */
  private static final Map<Integer, Integer> CONNECTION_OF_PEER = Map.of(99, 100, 100, 101);

  /** What the replay needs of the world around it. */
  record World(
      Supplier<WireClient> open,
      ToIntFunction<WireClient> peerNumber,
      Function<String, String> codeFor,
      String permissionKey) {}

  private record Client(WireClient connection, MsfSecurity security) {}

  private final World world;
  private final Iterator<Map<String, String>> sealed;
  private final String email;
  private final Map<Integer, Client> clients = new HashMap<>();
  private final WireClient observer;

  /**
   * @param sealed what is sealed in the requests of the conversation, in their order
   * @param email to which codes are mailed
   */
  AccountReplay(World world, List<Map<String, String>> sealed, String email) {
    this.world = world;
    this.sealed = sealed.iterator();
    this.email = email;
    this.observer = world.open().get();
  }

  void lead(List<RecordedLine> conversation) {
    for (int i = 0; i < conversation.size(); i++) {
      RecordedLine line = conversation.get(i);
      if (line.fromClient()) {
        if (line.message().opcode() == LOGGED_IN_COUNT) {
          arrange(line.connection(), conversation.get(i + 1).message());
        }
        say(client(line.connection()), line.message());
      } else {
        hear(client(line.connection()), line);
      }
    }
    assertThat(sealed).as("what was to be sealed").isExhausted();
  }

  private void say(Client client, Message then) {
    Bytes data =
        switch (then.opcode()) {
          case AES_KEY -> sameLength(then, Bytes.ofUtf8(client.security().publicKey()));
          case LOG_IN, REGISTER -> sameLength(then, client.security().seal(sealed.next()));
          case CONFIRM_EMAIL -> withOurCode(then.data());
          case RESET_PASSWORD -> withOurCode(decoded(Codec.DICTIONARY, then.data()));
          case PEER_ACCOUNT -> withOurPeer(client, then.data());
          default -> then.data();
        };
    client.connection().send(Message.request(then.opcode(), data, then.requestId()));
  }

  private void hear(Client client, RecordedLine line) {
    byte[] received = client.connection().receiveFrame();
    Message then = line.message();
    Message now = MessageCodec.read(Bytes.wrap(received));
    boolean succeeded = then.status() == Status.SUCCESS;
    byte[] expected =
        switch (then.opcode()) {
          case AES_KEY -> withData(then, keyOf(client, sameLength(then, now.data())));
          case LOG_IN -> succeeded ? withOurGuest(then, now) : line.bytes();
          case PEER_ACCOUNT -> succeeded ? withOurPeer(then) : line.bytes();
          default -> line.bytes();
        };
    assertThat(received)
        .as("opcode %d: %s '%s'", now.opcode(), now.status(), now.data().utf8())
        .isEqualTo(expected);
  }

  /** Who went unrecorded before the count that tells of it goes now; the server has noticed. */
  private void arrange(int asking, Message answer) {
    int count = decoded(Codec.INT, answer.data());
    if (count == 0) {
      clients.forEach(
          (number, client) -> {
            if (number != asking) {
              client.connection().close();
            }
          });
    }
    Await.until(
        "%d logged in".formatted(count),
        () ->
            decoded(Codec.INT, observer.ask(LOGGED_IN_COUNT, Bytes.EMPTY, OUR_REQUEST).data())
                == count);
  }

  private static Bytes keyOf(Client client, Bytes answer) {
    assertThat(client.security().agree(answer)).matches("[0-9a-f]{8}");
    return answer;
  }

  /** Of two codes in a conversation about an e-mail, one is right and one is not. */
  private Bytes withOurCode(Bytes then) {
    return then.length() == CODE_LENGTH ? Bytes.ofUtf8(world.codeFor().apply(email)) : then;
  }

  /** Passwords may not be as short as they could be. */
  private Bytes withOurCode(Map<String, String> then) {
    Map<String, String> now = new LinkedHashMap<>(then);
    now.put("code", world.codeFor().apply(email));
    now.compute("password", (key, value) -> "once " + value);
    return encoded(Codec.DICTIONARY, now);
  }

  /** Shows the key first that the ancestor did not ask for. */
  private Bytes withOurPeer(Client client, Bytes then) {
    client.connection().ask(PERMISSION_LEVEL, Bytes.ofUtf8(world.permissionKey()), OUR_REQUEST);
    return encoded(Codec.INT, ourPeer(decoded(Codec.INT, then)));
  }

  private byte[] withOurPeer(Message then) {
    PeerAccountInfo recorded = decoded(PeerAccountInfo.CODEC, then.data());
    assertThat(encoded(PeerAccountInfo.CODEC, recorded)).isEqualTo(then.data());
    return withData(
        then,
        encoded(
            PeerAccountInfo.CODEC,
            new PeerAccountInfo(
                ourPeer(recorded.peerId()), recorded.username(), recorded.properties())));
  }

  private int ourPeer(int then) {
    return world.peerNumber().applyAsInt(client(CONNECTION_OF_PEER.get(then)).connection());
  }

  private static byte[] withOurGuest(Message then, Message now) {
    AccountInfo recorded = decoded(AccountInfo.CODEC, then.data());
    if (!recorded.guest()) {
      return withData(then, then.data());
    }
    assertThat(encoded(AccountInfo.CODEC, recorded)).isEqualTo(then.data());
    String name = decoded(AccountInfo.CODEC, now.data()).username();
    assertThat(name).matches("Guest-\\d+");
    return withData(
        then,
        encoded(
            AccountInfo.CODEC,
            new AccountInfo(name, recorded.admin(), true, recorded.properties())));
  }

  private Client client(int connection) {
    return clients.computeIfAbsent(
        connection, number -> new Client(world.open().get(), new MsfSecurity()));
  }

  private static Bytes sameLength(Message then, Bytes now) {
    assertThat(now.length()).as("length, opcode %d", then.opcode()).isEqualTo(then.data().length());
    return now;
  }

  private static byte[] withData(Message message, Bytes data) {
    var out = new WireWriter();
    MessageCodec.write(
        new Message(
            message.opcode(),
            data,
            message.expectsResponse(),
            message.requestId(),
            message.isResponse(),
            message.responseId(),
            message.status()),
        out);
    return out.toArray();
  }

  private static <T> T decoded(Codec<T> codec, Bytes data) {
    return codec.read(WireReader.of(data));
  }

  private static <T> Bytes encoded(Codec<T> codec, T value) {
    var out = new WireWriter();
    codec.write(value, out);
    return out.toBytes();
  }

  @Override
  public void close() {
    clients.values().forEach(client -> client.connection().close());
    observer.close();
  }
}
