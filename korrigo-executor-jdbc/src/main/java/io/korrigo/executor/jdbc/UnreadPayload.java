package io.korrigo.executor.jdbc;

/**
 * A stored payload whose kind this process doesn't know in that version, as when a newer node submitted it.
 *
 * @param json as stored
 */
public record UnreadPayload(String kind, int version, String json) {}
