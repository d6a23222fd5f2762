package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.DICTIONARY;
import static io.masterserver.core.wire.Codec.FLOAT;
import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.STRING;
import static io.masterserver.core.wire.Codec.TEXT;
import static java.util.Map.entry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.packet.IntPair;
import io.masterserver.core.packet.StringPair;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.recorded.Values.ProfileProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The shape of every recorded packet, by its name, or by its title if its fields need that. */
public final class Shapes {

  private static final JsonNode PROFILE_AFTER_CHANGES =
      RecordedJson.parse(
          """
          {"777": 42, "778": "Sword", "779": -3, "780": {"stone": 7}, "781": {"title": "master"},
           "782": {"1": 100, "2": 200}, "783": {"speed": 2.25}}
          """);

  private static final Map<String, Shape<?>> BY_NAME =
      Map.ofEntries(
          entry(
              "EndianBinaryWriter: bool true, byte 200, short -2, int 305419896, long -3, float"
                  + " 1.5, double -2.25",
              shape(fields -> Values.Primitives.RECORDED, Codec.derived(Values.Primitives.class))),
          entry("string", shape(fields -> fields.get("value").asText(), STRING)),
          entry(
              "AccountInfoPacket",
              packet(Accounts.AccountInfo.class, Accounts.AccountInfo.COMPOSED)),
          entry(
              "PeerAccountInfoPacket",
              packet(Accounts.PeerAccountInfo.class, Accounts.PeerAccountInfo.COMPOSED)),
          entry(
              "UsernameAndPeerIdPacket",
              packet(Accounts.UsernameAndPeerId.class, Accounts.UsernameAndPeerId.COMPOSED)),
          entry(
              "ChatMessagePacket",
              composed(Accounts.ChatMessage.class, Accounts.ChatMessage.COMPOSED)),
          entry("IntPairPacket", packet(IntPair.class, IntPair.CODEC)),
          entry("StringPairPacket", packet(StringPair.class, StringPair.CODEC)),
          entry("GameInfoPacket", packet(Rooms.GameInfo.class)),
          entry("RoomOptions", packet(Rooms.RoomOptions.class, Rooms.RoomOptions.COMPOSED)),
          entry(
              "SaveRoomOptionsPacket",
              packet(Rooms.SaveRoomOptions.class, Rooms.SaveRoomOptions.COMPOSED)),
          entry(
              "RoomAccessRequestPacket",
              packet(Rooms.RoomAccessRequest.class, Rooms.RoomAccessRequest.COMPOSED)),
          entry("RoomAccessProvideCheckPacket", packet(Rooms.RoomAccessProvideCheck.class)),
          entry("RoomAccessPacket", packet(Rooms.RoomAccess.class)),
          entry("RoomAccessValidatePacket", packet(Rooms.RoomAccessValidate.class)),
          entry("PlayerLeftRoomPacket", packet(Rooms.PlayerLeftRoom.class)),
          entry(
              "SpawnerOptions",
              packet(Spawners.SpawnerOptions.class, Spawners.SpawnerOptions.COMPOSED)),
          entry("ClientsSpawnRequestPacket", packet(Spawners.ClientsSpawnRequest.class)),
          entry("SpawnRequestPacket", packet(Spawners.SpawnRequest.class)),
          entry("SpawnedProcessStartedPacket", packet(Spawners.SpawnedProcessStarted.class)),
          entry("RegisterSpawnedProcessPacket", packet(Spawners.RegisterSpawnedProcess.class)),
          entry("SpawnFinalizationPacket", packet(Spawners.SpawnFinalization.class)),
          entry(
              "SpawnStatusUpdatePacket",
              composed(Spawners.SpawnStatusUpdate.class, Spawners.SpawnStatusUpdate.COMPOSED)),
          entry("KillSpawnedProcessPacket", packet(Spawners.KillSpawnedProcess.class)),
          entry("LobbyMemberData", packet(Lobbies.LobbyMember.class, Lobbies.LobbyMember.COMPOSED)),
          entry("LobbyTeamData", packet(Lobbies.LobbyTeam.class, Lobbies.LobbyTeam.COMPOSED)),
          entry(
              "LobbyPropertyData",
              packet(Lobbies.LobbyProperty.class, Lobbies.LobbyProperty.COMPOSED)),
          entry("LobbyDataPacket", composed(LobbyData.class, LobbyData.COMPOSED)),
          entry("LobbyChatPacket", packet(Lobbies.LobbyChat.class)),
          entry("LobbyJoinTeamPacket", packet(Lobbies.LobbyJoinTeam.class)),
          entry("LobbyMemberPropChangePacket", packet(Lobbies.LobbyMemberPropertyChange.class)),
          entry("LobbyPropertiesSetPacket", packet(Lobbies.LobbyPropertiesSet.class)),
          entry(
              "Dictionary<string,string>.ToBytes()", map(STRING, STRING, new TypeReference<>() {})),
          entry("Dictionary<int,int>.ToBytes()", map(INT, INT, new TypeReference<>() {})),
          entry("Dictionary<string,int>.ToBytes()", map(STRING, INT, new TypeReference<>() {})),
          entry("Dictionary<string,float>.ToBytes()", map(STRING, FLOAT, new TypeReference<>() {})),
          entry(
              "EndianBinaryWriter.WriteDictionary",
              shape(
                  Values.Dictionary::of,
                  Codec.derived(Values.Dictionary.class),
                  Values.Dictionary.COMPOSED)),
          entry("List<string>.ToBytes()", list(STRING, new TypeReference<>() {})),
          entry(
              "List<ISerializablePacket>.ToBytes()", list(IntPair.CODEC, new TypeReference<>() {})),
          entry("ObservableInt.ToBytes()", observable(new TypeReference<>() {}, INT)),
          entry("ObservableString.ToBytes()", shape(fields -> fields.get("value").asText(), TEXT)),
          entry("ObservableFloat.ToBytes()", observable(new TypeReference<>() {}, FLOAT)),
          entry(
              "ObservableDictStringInt.ToBytes()",
              observable(new TypeReference<>() {}, Codec.map(STRING, INT))),
          entry("ObservableDictionary.ToBytes()", observable(new TypeReference<>() {}, DICTIONARY)),
          entry(
              "ObservableDictionaryInt.ToBytes()",
              observable(new TypeReference<>() {}, Codec.map(INT, INT))),
          entry(
              "ObservableDictStringFloat.ToBytes()",
              observable(new TypeReference<>() {}, Codec.map(STRING, FLOAT))),
          entry("ObservableProfile.ToBytes()", profile(ProfileProperty::profile)),
          entry(
              "ObservableProfile.ToBytes() (after those changes)",
              profile(fields -> ProfileProperty.profile(PROFILE_AFTER_CHANGES))));

  private Shapes() {}

  /** Returns the shape of {@code packet}; there must be one. */
  public static Shape<?> of(RecordedPacket packet) {
    Shape<?> shape = BY_NAME.get(key(packet));
    if (shape == null) {
      throw new AssertionError(
          "recorded packet '%s' has no shape (add its codec to Shapes)".formatted(packet.title()));
    }
    return shape;
  }

  /** The names for which there is a shape. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** The name under which the shape of {@code packet} is looked for. */
  public static String key(RecordedPacket packet) {
    return BY_NAME.containsKey(packet.title()) ? packet.title() : packet.name();
  }

  @SafeVarargs
  private static <T> Shape<T> shape(Function<JsonNode, T> values, Codec<T>... codecs) {
    return new Shape<>(values, List.of(codecs));
  }

  /** A record whose codec is derived, and gives the same bytes as those composed by hand. */
  @SafeVarargs
  private static <R extends Record> Shape<R> packet(Class<R> type, Codec<R>... composed) {
    return new Shape<>(
        fields -> RecordedJson.as(fields, type),
        Stream.concat(Stream.of(Codec.derived(type)), Arrays.stream(composed)).toList());
  }

  /** A record whose layout can be composed only. */
  private static <R extends Record> Shape<R> composed(Class<R> type, Codec<R> codec) {
    return shape(fields -> RecordedJson.as(fields, type), codec);
  }

  private static <K, V> Shape<Map<K, V>> map(
      Codec<K> key, Codec<V> value, TypeReference<Map<K, V>> type) {
    return shape(fields -> RecordedJson.as(fields, type), Codec.map(key, value));
  }

  private static <T> Shape<List<T>> list(Codec<T> element, TypeReference<List<T>> type) {
    return shape(fields -> RecordedJson.as(fields, type), Codec.list(element));
  }

  /** The value of an observable property is recorded as JSON within a string. */
  private static <T> Shape<T> observable(TypeReference<T> type, Codec<T> codec) {
    return shape(
        fields -> RecordedJson.as(RecordedJson.parse(fields.get("value").asText()), type), codec);
  }

  private static Shape<List<ProfileProperty>> profile(
      Function<JsonNode, List<ProfileProperty>> values) {
    return shape(
        values,
        Codec.list(Codec.derived(ProfileProperty.class)),
        Codec.list(ProfileProperty.COMPOSED));
  }
}
