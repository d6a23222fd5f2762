package io.masterserver.runtime.guardian;

import io.masterserver.runtime.registry.AccessTable;
import java.util.concurrent.CompletableFuture;

/**
 * What a server is started from, and where it reports.
 *
 * @param readiness kept up to date for as long as the server runs
 * @param result completed when the server is ready, or when it cannot be
 */
record Launch(
    ServerSettings settings,
    Certificates certificates,
    StartPlan plan,
    AccessTable access,
    NodeReadiness readiness,
    CompletableFuture<MasterServer.Started> result) {}
