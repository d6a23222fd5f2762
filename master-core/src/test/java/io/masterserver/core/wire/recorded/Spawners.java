package io.masterserver.core.wire.recorded;

import static io.masterserver.core.wire.Codec.INT;
import static io.masterserver.core.wire.Codec.NESTED_DICTIONARY;
import static io.masterserver.core.wire.Codec.STRING;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.databind.JsonNode;
import io.masterserver.core.wire.Codec;
import java.util.Locale;
import java.util.Map;

/** The ancestor's packets about starting game servers. */
final class Spawners {

  record SpawnerOptions(
      String machineIp, int maxProcesses, Map<String, String> properties, String region) {

    static final Codec<SpawnerOptions> COMPOSED =
        Codec.record(
            STRING,
            SpawnerOptions::machineIp,
            INT,
            SpawnerOptions::maxProcesses,
            NESTED_DICTIONARY,
            SpawnerOptions::properties,
            STRING,
            SpawnerOptions::region,
            SpawnerOptions::new);
  }

  record ClientsSpawnRequest(String region, Map<String, String> options) {}

  record SpawnRequest(
      int spawnerId,
      int spawnId,
      String spawnCode,
      String customArgs,
      String overrideExePath,
      Map<String, String> properties) {}

  record SpawnedProcessStarted(int spawnId, int processId, String cmdArgs) {}

  record RegisterSpawnedProcess(int spawnId, String spawnCode) {}

  record SpawnFinalization(int spawnId, Map<String, String> finalizationData) {}

  record KillSpawnedProcess(int spawnerId, int spawnId) {}

  enum SpawnStatus {
    KILLED(-3),
    ABORTED(-2),
    ABORTING(-1),
    NONE(0),
    FINALIZED(5);

    private final int code;

    SpawnStatus(int code) {
      this.code = code;
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static SpawnStatus of(JsonNode recorded) {
      return valueOf(recorded.get("name").asText().toUpperCase(Locale.ROOT));
    }
  }

  record SpawnStatusUpdate(int spawnId, SpawnStatus status) {

    static final Codec<SpawnStatusUpdate> COMPOSED =
        Codec.record(
            INT,
            SpawnStatusUpdate::spawnId,
            Codec.enumeration(SpawnStatus.class, INT, status -> status.code),
            SpawnStatusUpdate::status,
            SpawnStatusUpdate::new);
  }

  private Spawners() {}
}
