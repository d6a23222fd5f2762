package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.BOOLEAN;
import static io.masterserver.core.wire.Codec.BYTE;
import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.NESTED_DICTIONARY;
import static io.masterserver.core.wire.Codec.STRING;

import io.masterserver.core.wire.Codec;
import java.util.List;
import java.util.Map;

/** The ancestor's packets about lobbies. */
final class Lobbies {

  record LobbyMember(
      Map<String, String> properties, boolean isReady, String username, String team) {

    static final Codec<LobbyMember> COMPOSED =
        Codec.record(
            NESTED_DICTIONARY,
            LobbyMember::properties,
            BOOLEAN,
            LobbyMember::isReady,
            STRING,
            LobbyMember::username,
            STRING,
            LobbyMember::team,
            LobbyMember::new);
  }

  record LobbyTeam(String name, int minPlayers, int maxPlayers, Map<String, String> properties) {

    static final Codec<LobbyTeam> COMPOSED =
        Codec.record(
            STRING,
            LobbyTeam::name,
            INT,
            LobbyTeam::minPlayers,
            INT,
            LobbyTeam::maxPlayers,
            NESTED_DICTIONARY,
            LobbyTeam::properties,
            LobbyTeam::new);
  }

  record LobbyProperty(byte type, String label, String propertyKey, List<String> options) {

    static final Codec<LobbyProperty> COMPOSED =
        Codec.record(
            BYTE,
            LobbyProperty::type,
            STRING,
            LobbyProperty::label,
            STRING,
            LobbyProperty::propertyKey,
            Codec.list(STRING),
            LobbyProperty::options,
            LobbyProperty::new);
  }

  record LobbyChat(String sender, String message, boolean isError) {}

  record LobbyJoinTeam(int lobbyId, String teamName) {}

  record LobbyMemberPropertyChange(int lobbyId, String username, String property, String value) {}

  record LobbyPropertiesSet(int lobbyId, Map<String, String> properties) {}

  private Lobbies() {}
}
