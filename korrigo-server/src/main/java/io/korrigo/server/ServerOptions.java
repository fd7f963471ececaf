package io.korrigo.server;

import io.korrigo.rest.RestApi;
import io.korrigo.scan.PileLimits;
import io.korrigo.tasks.ExportOptions;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up.
 *
 * @param host address to listen on; only a name that others reach, such as 0.0.0.0, opens it to them
 * @param port to listen on, 0 for any free one
 * @param data folder for uploads under way, without {@code blobs} the blobs and, without {@code jdbcUrl}, the database; created where missing
 * @param jdbcUrl of a PostgreSQL or H2 database, or null for an H2 file in the data folder
 * @param jdbcUser who connects, or null
 * @param jdbcPassword their password, or null
 * @param blobs where the blobs are, or null for a folder in {@code data}
 * @param role what this process does
 * @param tessdata folder of Tesseract's language data for printed headers, or null to look for it
 * @param exports what corrected PDFs and archives are like
 * @param behindProxy whether a proxy stands in front whose {@code X-Forwarded-*} and {@code Forwarded} headers are believed
 * @param pathPrefix what every address begins with, such as "/korrigo", or empty
 * @param limits how many calls may be under way
 * @param scans how much a scan may be
 */
public record ServerOptions(
        String host,
        int port,
        Path data,
        @Nullable String jdbcUrl,
        @Nullable String jdbcUser,
        @Nullable String jdbcPassword,
        @Nullable S3Location blobs,
        ServerRole role,
        @Nullable Path tessdata,
        ExportOptions exports,
        boolean behindProxy,
        String pathPrefix,
        RestApi.Limits limits,
        PileLimits scans) {
    /** @throws IllegalArgumentException when the prefix isn't one */
    public ServerOptions {
        if (!pathPrefix.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw new IllegalArgumentException("A path prefix is empty or begins with '/' and doesn't end with one");
        }
    }

    /** A server without a proxy in front, with the usual limits. */
    public ServerOptions(
            String host,
            int port,
            Path data,
            @Nullable String jdbcUrl,
            @Nullable String jdbcUser,
            @Nullable String jdbcPassword,
            @Nullable S3Location blobs,
            ServerRole role,
            @Nullable Path tessdata,
            ExportOptions exports) {
        this(
                host,
                port,
                data,
                jdbcUrl,
                jdbcUser,
                jdbcPassword,
                blobs,
                role,
                tessdata,
                exports,
                false,
                "",
                RestApi.Limits.USUAL,
                PileLimits.USUAL);
    }

    /** A server for this machine alone on embedded defaults. */
    public static ServerOptions embedded(int port, Path data) {
        return new ServerOptions(
                "127.0.0.1", port, data, null, null, null, null, ServerRole.ALL, null, ExportOptions.in(Locale.FRENCH));
    }

    /** The same with another database; null for that of the data folder. */
    ServerOptions withDatabase(@Nullable String url, @Nullable String user, @Nullable String password) {
        return new ServerOptions(
                host,
                port,
                data,
                url,
                user,
                password,
                blobs,
                role,
                tessdata,
                exports,
                behindProxy,
                pathPrefix,
                limits,
                scans);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "ServerOptions[" + host + ":" + port + ", " + role + "]";
    }
}
