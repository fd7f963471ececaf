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
        // A browser sends a session's cookie by itself, and a header never.
        boolean byCookie = request.getHeader("Authorization") == null;
        return Optional.of(new Caller(user.getName(), roles, byCookie));
    }
}
