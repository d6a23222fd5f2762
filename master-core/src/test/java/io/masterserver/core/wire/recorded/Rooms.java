package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.NESTED_DICTIONARY;
import static io.masterserver.core.wire.Codec.STRING;
import static io.masterserver.core.wire.recorded.HandMade.DICTIONARY_OR_NULL;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.wire.Codec;
import java.util.Locale;
import java.util.Map;

/** The ancestor's packets about games and rooms. */
final class Rooms {

  enum GameType {
    UNKNOWN,
    ROOM,
    LOBBY;

    @JsonCreator(mode = Mode.DELEGATING)
    static GameType of(JsonNode recorded) {
      return valueOf(recorded.get("name").asText().toUpperCase(Locale.ROOT));
    }
  }

  record GameInfo(
      String address,
      int id,
      GameType type,
      String name,
      boolean isPasswordProtected,
      int maxPlayers,
      int onlinePlayers,
      Map<String, String> properties) {}

  record RoomOptions(
      String name,
      String roomIp,
      int roomPort,
      boolean isPublic,
      int maxPlayers,
      String password,
      float accessTimeoutPeriod,
      boolean allowUsersRequestAccess,
      Map<String, String> properties) {

    static final Codec<RoomOptions> COMPOSED =
        Codec.of(
            (out, options) -> {
              out.writeString(options.name);
              out.writeString(options.roomIp);
              out.writeInt(options.roomPort);
              out.writeBoolean(options.isPublic);
              out.writeInt(options.maxPlayers);
              out.writeString(options.password);
              out.writeFloat(options.accessTimeoutPeriod);
              out.writeBoolean(options.allowUsersRequestAccess);
              DICTIONARY_OR_NULL.write(options.properties, out);
            },
            in ->
                new RoomOptions(
                    in.readString(),
                    in.readString(),
                    in.readInt(),
                    in.readBoolean(),
                    in.readInt(),
                    in.readString(),
                    in.readFloat(),
                    in.readBoolean(),
                    DICTIONARY_OR_NULL.read(in)));
  }

  record SaveRoomOptions(int roomId, RoomOptions options) {

    static final Codec<SaveRoomOptions> COMPOSED =
        Codec.record(
            INT,
            SaveRoomOptions::roomId,
            RoomOptions.COMPOSED,
            SaveRoomOptions::options,
            SaveRoomOptions::new);
  }

  record RoomAccessRequest(int roomId, String password, Map<String, String> properties) {

    static final Codec<RoomAccessRequest> COMPOSED =
        Codec.record(
            INT,
            RoomAccessRequest::roomId,
            STRING,
            RoomAccessRequest::password,
            NESTED_DICTIONARY,
            RoomAccessRequest::properties,
            RoomAccessRequest::new);
  }

  record RoomAccessProvideCheck(int peerId, int roomId, String username) {}

  record RoomAccess(
      String token,
      String roomIp,
      int roomPort,
      int roomId,
      String sceneName,
      Map<String, String> properties) {}

  record RoomAccessValidate(String token, int roomId) {}

  record PlayerLeftRoom(int peerId, int roomId) {}

  private Rooms() {}
}
