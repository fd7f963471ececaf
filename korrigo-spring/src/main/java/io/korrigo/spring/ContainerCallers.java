package io.korrigo.spring;

import io.korrigo.rest.Caller;
import io.korrigo.rest.CallerResolver;
import io.korrigo.rest.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Callers as the servlet container knows them, which Spring Security tells it. */
final class ContainerCallers implements CallerResolver {
    private final KorrigoProperties.Rest names;

    ContainerCallers(KorrigoProperties.Rest names) {
        this.names = names;
    }

    @Override
    public Optional<Caller> resolve(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        if (user == null || user.getName() == null || user.getName().isBlank()) {
            return Optional.empty();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (request.isUserInRole(names.adminRole())) {
            roles.add(Role.ADMIN);
        }
        if (request.isUserInRole(names.teacherRole())) {
            roles.add(Role.TEACHER);
        }
        return Optional.of(new Caller(user.getName(), roles, !hasToken(request)));
    }

    /** A browser sends cookies by itself, and a password that it was once told (Basic, Digest); a token it never does. */
    private static boolean hasToken(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }
}
