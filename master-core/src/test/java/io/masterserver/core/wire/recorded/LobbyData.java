package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.BYTES;
import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.NESTED_DICTIONARY;
import static io.masterserver.core.wire.Codec.STRING;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.wire.Bytes;
import io.masterserver.core.wire.Codec;
import io.masterserver.core.wire.WireReader;
import io.masterserver.core.wire.WireWriter;
import io.masterserver.core.wire.recorded.Lobbies.LobbyMember;
import io.masterserver.core.wire.recorded.Lobbies.LobbyProperty;
import io.masterserver.core.wire.recorded.Lobbies.LobbyTeam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The ancestor's largest packet: its maps have no length in front, so no codec is derived. */
record LobbyData(
    LobbyState lobbyState,
    String lobbyType,
    String statusText,
    String gameMaster,
    String currentUserUsername,
    int lobbyId,
    String lobbyName,
    Map<String, String> lobbyProperties,
    int maxPlayers,
    Bytes additionalData,
    Map<String, LobbyMember> players,
    Map<String, LobbyTeam> teams,
    List<LobbyProperty> controls,
    boolean enableManualStart,
    boolean enableReadySystem,
    boolean enableTeamSwitching) {

  enum LobbyState {
    FAILED_TO_START(-1),
    PREPARATIONS(0),
    STARTING_SERVER(1),
    IN_PROGRESS(2),
    OVER(3);

    private final int code;

    LobbyState(int code) {
      this.code = code;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static LobbyState of(JsonNode recorded) {
      int code = recorded.get("value").asInt();
      return Arrays.stream(values()).filter(state -> state.code == code).findFirst().orElseThrow();
    }
  }

  private static final Codec<LobbyState> STATE =
      Codec.enumeration(LobbyState.class, INT, state -> state.code);
  private static final Codec<Map<String, LobbyMember>> PLAYERS =
      Codec.map(STRING, LobbyMember.COMPOSED);
  private static final Codec<Map<String, LobbyTeam>> TEAMS = Codec.map(STRING, LobbyTeam.COMPOSED);
  private static final Codec<List<LobbyProperty>> CONTROLS = Codec.list(LobbyProperty.COMPOSED);

  static final Codec<LobbyData> COMPOSED = Codec.of(LobbyData::write, LobbyData::read);

  private static void write(WireWriter out, LobbyData lobby) {
    STATE.write(lobby.lobbyState, out);
    out.writeString(lobby.lobbyType);
    out.writeString(lobby.statusText);
    out.writeString(lobby.gameMaster);
    out.writeString(lobby.currentUserUsername);
    out.writeInt(lobby.lobbyId);
    out.writeString(lobby.lobbyName);
    NESTED_DICTIONARY.write(lobby.lobbyProperties, out);
    out.writeInt(lobby.maxPlayers);
    BYTES.write(lobby.additionalData, out);
    PLAYERS.write(lobby.players, out);
    TEAMS.write(lobby.teams, out);
    CONTROLS.write(lobby.controls, out);
    out.writeBoolean(lobby.enableManualStart);
    out.writeBoolean(lobby.enableReadySystem);
    out.writeBoolean(lobby.enableTeamSwitching);
  }

  private static LobbyData read(WireReader in) {
    return new LobbyData(
        STATE.read(in),
        in.readString(),
        in.readString(),
        in.readString(),
        in.readString(),
        in.readInt(),
        in.readString(),
        NESTED_DICTIONARY.read(in),
        in.readInt(),
        BYTES.read(in),
        PLAYERS.read(in),
        TEAMS.read(in),
        CONTROLS.read(in),
        in.readBoolean(),
        in.readBoolean(),
        in.readBoolean());
  }
}
