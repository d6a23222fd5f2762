package io.masterserver.runtime.main;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.masterserver.runtime.guardian.MasterServer;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** What a server says when it is ready: a few lines for people, and one of JSON for programs. */
record ReadyLine(MasterServer.Started started) {

  private static final ObjectMapper JSON = new ObjectMapper();

  void print(PrintStream out) {
    started
        .listeners()
        .forEach(
            (transport, address) ->
                out.println(
                    "listening on %s:%d (%s)"
                        .formatted(address.getHostString(), address.getPort(), transport)));
    started
        .admin()
        .ifPresent(
            address ->
                out.println(
                    "admin port: http://%s:%d/ready"
                        .formatted(address.getHostString(), address.getPort())));
    out.println(
        "modules: "
            + started.moduleMillis().entrySet().stream()
                .map(module -> "%s (%d ms)".formatted(module.getKey(), module.getValue()))
                .collect(Collectors.joining(", ")));
    out.println("ready in %d ms".formatted(started.millis()));
    out.println(json());
    out.flush();
  }

  private ObjectNode json() {
    ObjectNode line = JSON.createObjectNode();
    line.put("event", "ready");
    ArrayNode listeners = line.putArray("listeners");
    started
        .listeners()
        .forEach(
            (transport, address) ->
                listeners
                    .addObject()
                    .put("transport", transport)
                    .put("host", address.getHostString())
                    .put("port", address.getPort()));
    line.put("cluster", started.cluster());
    started
        .admin()
        .ifPresent(
            address ->
                line.putObject("admin")
                    .put("host", address.getHostString())
                    .put("port", address.getPort()));
    ArrayNode modules = line.putArray("modules");
    started
        .moduleMillis()
        .forEach((name, millis) -> modules.addObject().put("name", name).put("millis", millis));
    line.put("millis", started.millis());
    line.put("pid", ProcessHandle.current().pid());
    return line;
  }
}
