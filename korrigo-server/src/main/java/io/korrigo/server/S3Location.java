package io.korrigo.server;

import io.korrigo.InvalidInputException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, and where in it.
 *
 * @param prefix empty, or ends with "/"
 * @param endpoint of a store that isn't Amazon's, or null
 */
public record S3Location(
        String bucket, String prefix, @Nullable URI endpoint) {
    private static final Pattern ADDRESS =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+([A-Za-z0-9._/-]*?))?/*");

    /**
     * What an address such as "s3://bucket/prefix" names.
     *
     * @throws InvalidInputException when it isn't one
     */
    public static S3Location parse(String address, @Nullable URI endpoint) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new InvalidInputException(
                    "Blobs are kept at s3://BUCKET or s3://BUCKET/PREFIX, with names of [A-Za-z0-9._-], not at "
                            + address);
        }
        if (endpoint != null && !String.valueOf(endpoint.getScheme()).matches("https?")) {
            throw new InvalidInputException("An endpoint starts with https:// or http://, not as " + endpoint);
        }
        String prefix = matcher.group(2);
        return new S3Location(matcher.group(1), prefix == null || prefix.isEmpty() ? "" : prefix + "/", endpoint);
    }
}
