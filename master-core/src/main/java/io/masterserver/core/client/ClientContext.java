package io.masterserver.core.client;

/** What all connections of one client share. */
record ClientContext(
    ClientSettings settings, Dispatch dispatch, Handlers handlers, Counters counters) {}
