package io.korrigo.rest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The preference {@code wait} of a call (RFC 7240, section 4.3). */
final class PreferredWait {
    /** Proxies give up after a minute. */
    static final int LONGEST = 30;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|,|;)\\s*wait\\s*=\\s*\"?([0-9]{1,6})\"?\\s*(?:$|,|;)", Pattern.CASE_INSENSITIVE);

    private PreferredWait() {}

    /** Seconds, at most {@link #LONGEST}; 0 where none are preferred, or not so that it can be read. */
    static int seconds(@Nullable String prefer) {
        if (prefer == null) {
            return 0;
        }
        Matcher wait = WAIT.matcher(prefer);
        return wait.find() ? Math.min(LONGEST, Integer.parseInt(wait.group(1))) : 0;
    }
}
