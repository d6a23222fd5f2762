package io.masterserver.modules.auth.msf;

/** How a client of the ancestor wants to log in. */
public sealed interface MsfLogIn {

  /** With name and password. */
  record ByPassword(String username, String password) implements MsfLogIn {

    /** Says nothing of the password. */
    @Override
    public String toString() {
      return "ByPassword[username=%s]".formatted(username);
    }
  }

  /** Under a name that the server makes up. */
  record AsGuest() implements MsfLogIn {}

  /** With a token that the server has given out. */
  record ByToken(String token) implements MsfLogIn {

    /** Says nothing of the token. */
    @Override
    public String toString() {
      return "ByToken";
    }
  }
}
