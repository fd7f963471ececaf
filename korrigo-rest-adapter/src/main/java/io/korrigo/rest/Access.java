package io.korrigo.rest;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Who may call what. */
final class Access {
    private Access() {}

    /** The caller, for anything but what students may do. */
    static Caller caller(Request request) {
        Caller caller = anybody(request);
        if (caller.onlyStudent()) {
            throw Problem.forbidden("access.students_own_copies");
        }
        if (caller.roles().equals(Set.of(Role.MONITOR))) {
            throw Problem.forbidden("access.monitor");
        }
        return caller;
    }

    /** The caller, a student too. */
    static Caller anybody(Request request) {
        Caller caller = request.caller().orElseThrow(Problem::unauthenticated);
        if (caller.byCookie() && !request.method().equals("GET") && !sameSite(request)) {
            throw Problem.forbidden("access.other_site");
        }
        return caller;
    }

    static Caller admin(Request request) {
        Caller caller = caller(request);
        if (!caller.admin()) {
            throw Problem.forbidden("access.admin");
        }
        return caller;
    }

    /** Who may see how the machine is. */
    static Caller monitor(Request request) {
        Caller caller = anybody(request);
        if (!caller.admin() && !caller.roles().contains(Role.MONITOR)) {
            throw Problem.forbidden("access.metrics");
        }
        return caller;
    }

    static Caller staff(Request request) {
        Caller caller = caller(request);
        if (!caller.admin() && !caller.roles().contains(Role.TEACHER)) {
            throw Problem.forbidden("access.staff");
        }
        return caller;
    }

    /** For signing in, where there is no session yet that a page of another site could use: it may not open one either. */
    static void requireSameSite(Request request) {
        boolean byBrowser = request.header("Sec-Fetch-Site") != null || request.header("Origin") != null;
        if (byBrowser && !sameSite(request)) {
            throw Problem.forbidden("access.other_site");
        }
    }

    /** Browsers send Sec-Fetch-Site; older ones at least Origin. Neither can be forged by a page of another site. */
    private static boolean sameSite(Request request) {
        String site = request.header("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.header("Origin");
        String host = request.header("Host");
        if (origin == null) {
            // What takes both headers away, as some filters do, leaves what the page itself sends.
            return SessionCookie.provesPage(request);
        }
        if (host == null) {
            return false;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
