package io.masterserver.api;

/**
 * Something that happened on this node that other modules may want to know. An immutable record.
 */
public interface ModuleEvent {}
