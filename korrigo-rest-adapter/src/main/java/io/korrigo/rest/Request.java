package io.korrigo.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call, freed from the container. */
interface Request {
    /** GET, POST, in upper case. */
    String method();

    /** Whether only the headers of the answer are wanted (HEAD): nothing is handed out then. */
    boolean headersOnly();

    /** The decoded path after the prefix as segments, an empty last one (trailing slash) left out. */
    List<String> path();

    /** A header's first value, or null. */
    @Nullable
    String header(String name);

    /** The prefix under which the API lives, such as "" or "/korrigo"; links start with it. */
    String prefix();

    /** Whether it came encrypted, as far as the container knows. */
    default boolean secure() {
        return false;
    }

    /** In which words the caller reads. */
    default Words words() {
        return Words.of(header("Accept-Language"));
    }

    /** From where it came, as far as the container knows; empty where it doesn't. */
    default String address() {
        return "";
    }

    /** Who is calling, or empty. */
    Optional<Caller> caller();

    /**
     * The file sent as a multipart part of that name, or empty.
     *
     * @throws Problem 400 for a body that isn't well-formed multipart, 413 for one that is too large
     */
    Optional<Upload> upload(String part) throws IOException;

    /** A value of the query, or of a form's field that is no file; null where there is none. */
    @Nullable
    String parameter(String name);

    /**
     * The body's bytes.
     *
     * @throws Problem 413 when there are more than {@code limit}, 415 when it says to be something else than JSON
     */
    byte[] body(int limit) throws IOException;

    /**
     * The body's bytes as they arrive.
     *
     * @throws Problem 415 when it doesn't say to be {@code application/octet-stream}: no page elsewhere can send that by itself
     */
    InputStream content() throws IOException;
}
