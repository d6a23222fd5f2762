package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.BOOLEAN;
import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.NESTED_DICTIONARY;
import static io.masterserver.core.wire.Codec.STRING;
import static io.masterserver.core.wire.recorded.HandMade.BYTE_CODE;
import static io.masterserver.core.wire.recorded.HandMade.DICTIONARY_OR_NULL;

import io.masterserver.core.wire.Codec;
import java.util.Map;

/** The ancestor's packets about accounts and chat. */
final class Accounts {

  record AccountInfo(
      String username, boolean isAdmin, boolean isGuest, Map<String, String> properties) {

    static final Codec<AccountInfo> COMPOSED =
        Codec.record(
            STRING,
            AccountInfo::username,
            BOOLEAN,
            AccountInfo::isAdmin,
            BOOLEAN,
            AccountInfo::isGuest,
            DICTIONARY_OR_NULL,
            AccountInfo::properties,
            AccountInfo::new);
  }

  record PeerAccountInfo(int peerId, String username, Map<String, String> properties) {

    static final Codec<PeerAccountInfo> COMPOSED =
        Codec.record(
            INT,
            PeerAccountInfo::peerId,
            STRING,
            PeerAccountInfo::username,
            NESTED_DICTIONARY,
            PeerAccountInfo::properties,
            PeerAccountInfo::new);
  }

  record UsernameAndPeerId(String username, int peerId) {

    static final Codec<UsernameAndPeerId> COMPOSED =
        Codec.record(
            STRING,
            UsernameAndPeerId::username,
            INT,
            UsernameAndPeerId::peerId,
            UsernameAndPeerId::new);
  }

  enum ChatType {
    UNKNOWN,
    PRIVATE,
    CHANNEL
  }

  record ChatMessage(ChatType type, String receiver, String sender, String message) {

    @SuppressWarnings("EnumOrdinal") // as the ancestor does
    static final Codec<ChatMessage> COMPOSED =
        Codec.record(
            Codec.enumeration(ChatType.class, BYTE_CODE, Enum::ordinal),
            ChatMessage::type,
            STRING,
            ChatMessage::receiver,
            STRING,
            ChatMessage::sender,
            STRING,
            ChatMessage::message,
            ChatMessage::new);
  }

  private Accounts() {}
}
