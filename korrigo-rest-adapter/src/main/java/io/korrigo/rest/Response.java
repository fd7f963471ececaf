package io.korrigo.rest;

import io.korrigo.task.TaskId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call.
 *
 * @param status HTTP status code
 * @param headers besides the content type
 * @param body a JSON body, a file, or what comes later
 */
record Response(int status, Map<String, String> headers, Body body) {
    sealed interface Body permits Json, File, Live, Later {}

    /** A value that Jackson writes, or a {@link Problem} that has no words yet, and its media type. */
    record Json(Object value, String mediaType) implements Body {}

    /**
     * Bytes to download.
     *
     * @param length of all of them
     * @param etag what stands for these very bytes, or null where they may change
     */
    record File(
            Source source,
            String mediaType,
            long length,
            @Nullable String etag) implements Body {}

    /** Events until the feed ends or the caller leaves. */
    record Live(TaskFeed feed) implements Body {}

    /**
     * An answer that is made once the task has ended, or when the time is over.
     *
     * @param answer makes it, on a thread that may wait for the store
     */
    record Later(TaskId task, Duration atMost, Supplier<Response> answer) implements Body {}

    /** Where a file's bytes come from. */
    @FunctionalInterface
    interface Source {
        /** The bytes from this one on, counted from 0; close it. */
        InputStream open(long from) throws IOException;
    }

    static Response json(int status, Object value) {
        return new Response(status, Map.of("Cache-Control", "no-store"), new Json(value, "application/json"));
    }

    /** A file for the person to keep; the name holds only characters that need no escape. */
    static Response download(File file, String filename) {
        return file(file, "attachment", filename);
    }

    /** A file for the browser to show; the name as for a download. */
    static Response shown(File file, String filename) {
        return file(file, "inline", filename);
    }

    private static Response file(File file, String disposition, String filename) {
        Map<String, String> headers = Map.of(
                "Cache-Control", "no-store", "Content-Disposition", disposition + "; filename=\"" + filename + "\"");
        return new Response(200, headers, file);
    }

    Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }
}
