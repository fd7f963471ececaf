package io.korrigo.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file a call asks for (RFC 9110, section 14). One range is served; several are answered with the whole file, as
 * the RFC allows.
 *
 * @param from the first byte, from 0
 * @param to the last byte
 */
record ByteRange(long from, long to) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /**
     * What is asked for; empty for the whole file.
     *
     * @param range the header, or null
     * @param ifRange the header that says for which file the range is meant, or null
     * @throws Problem 416 when no byte of the file is asked for
     */
    static Optional<ByteRange> of(
            @Nullable String range, @Nullable String ifRange, @Nullable String etag, long length) {
        if (range == null || ifRange != null && !ifRange.equals(etag)) {
            return Optional.empty();
        }
        Matcher one = ONE.matcher(range);
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return Optional.empty();
        }
        long from;
        long to = length - 1;
        if (one.group(1).isEmpty()) {
            from = Math.max(0, length - Long.parseLong(one.group(2)));
        } else {
            from = Long.parseLong(one.group(1));
            if (!one.group(2).isEmpty()) {
                long asked = Long.parseLong(one.group(2));
                if (asked < from) {
                    return Optional.empty();
                }
                to = Math.min(to, asked);
            }
        }
        if (from > to) {
            throw Problem.notSatisfiable(length);
        }
        return Optional.of(new ByteRange(from, to));
    }

    long length() {
        return to - from + 1;
    }
}
