package io.masterserver.tests.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Opens connections, and says nothing on any of them. */
record HalfOpen(String name, boolean secure, List<Door> doors) implements Attack {

  static final Complaint LATE =
      Complaint.disconnected("no complete message within \\S+ \\(handshake time-out\\)");

  static final Complaint LATE_TLS =
      Complaint.of("Connection from \\S+ is closed: no TLS within .*");

  HalfOpen(String name, boolean secure, Door... doors) {
    this(name, secure, List.of(doors));
  }

  @Override
  public String sentence() {
    return "opens many connections, and says nothing";
  }

  @Override
  public void attack(Target target, Traces traces) throws IOException {
    int each = target.many(200, 10_000) / doors.size();
    List<Line> lines = new ArrayList<>();
    for (Door door : doors) {
      for (int i = 0; i < each; i++) {
        lines.add(target.open(door));
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).awaitEnd();
      target.forget(lines.get(i));
      traces.addLateHandshake(doors.get(i / each), secure);
    }
  }

  @Override
  public List<Complaint> complaints() {
    return List.of(LATE, LATE_TLS, Complaint.CROWDED_OUT);
  }
}
