package io.korrigo.executor.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.korrigo.task.TaskKind;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskStoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parameters and results as the table keeps them: JSON with snake_case names, typed by the kind that the registry knows.
 *
 * <p>A member that the record doesn't have (any more) is left out, one that the JSON doesn't have is null or zero: nodes
 * of two releases may share the table.
 */
final class PayloadJson {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadJson.class);
    private static final int LONGEST = 1_000_000;

    private final TaskRegistry registry;
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    PayloadJson(TaskRegistry registry) {
        this.registry = registry;
    }

    /** The version of that kind that this process can run; empty for another kind. */
    OptionalInt versionOf(String kind) {
        return registry.find(kind).stream()
                .mapToInt(task -> task.kind().version())
                .findFirst();
    }

    /** Every kind that this process can run, with its version of today, as the tickets spell them. */
    List<String> known() {
        return registry.all().stream()
                .map(task -> Ticket.nameOf(task.kind().name(), task.kind().version()))
                .sorted()
                .toList();
    }

    /** Whether this process can read and run that kind in that version, be it an older one. */
    boolean knows(String kind, int version) {
        return kindOf(kind, version).isPresent();
    }

    private Optional<TaskKind<?, ?>> kindOf(String kind, int version) {
        Optional<TaskKind<?, ?>> today = registry.find(kind)
                .<TaskKind<?, ?>>map(task -> task.kind())
                .filter(known -> known.version() == version);
        return today.isPresent() ? today : older(kind, version).map(older -> older.kind());
    }

    private Optional<? extends TaskKind.Older<?, ?>> older(String kind, int version) {
        return registry.find(kind).stream()
                .flatMap(task -> task.olderKinds().stream())
                .filter(older -> older.kind().version() == version)
                .findFirst();
    }

    /** @throws IllegalArgumentException when the payload is no JSON, or too long for a table */
    String write(Record payload) {
        String json;
        try {
            json = mapper.writeValueAsString(payload);
        } catch (JsonProcessingException failed) {
            throw new IllegalArgumentException(
                    payload.getClass().getSimpleName() + " can't be written as JSON", failed);
        }
        if (json.length() > LONGEST) {
            throw new IllegalArgumentException(payload.getClass().getSimpleName() + " has " + json.length()
                    + " characters of JSON, more than " + LONGEST + ": put the data in a blob and name that");
        }
        return json;
    }

    /** Of an older version as today's. */
    Record readParameters(String kind, int version, String json) {
        return kindOf(kind, version)
                .<Record>map(known -> read(json, known.parameters(), kind))
                .map(read -> older(kind, version)
                        .<Record>map(older -> older.upgraded(read))
                        .orElse(read))
                .orElseGet(() -> new UnreadPayload(kind, version, json));
    }

    /** {@link #readParameters} for an attempt, which is to fail, not whoever claims it, when they can't be read. */
    Record readToRun(String kind, int version, String json) {
        try {
            return readParameters(kind, version, json);
        } catch (TaskStoreException unreadable) {
            LOG.warn("{}", unreadable.getMessage());
            return new UnreadPayload(kind, version, json);
        }
    }

    /** In the version in which it was stored. */
    Record readResult(String kind, int version, String json) {
        return kindOf(kind, version)
                .<Record>map(known -> read(json, known.result(), kind))
                .orElseGet(() -> new UnreadPayload(kind, version, json));
    }

    private <T extends Record> T read(String json, Class<T> type, String kind) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException failed) {
            // Without the cause, whose message quotes the payload, and that may name a student.
            throw new TaskStoreException(
                    "A stored payload of " + kind + " can't be read as " + type.getSimpleName(), null);
        }
    }
}
