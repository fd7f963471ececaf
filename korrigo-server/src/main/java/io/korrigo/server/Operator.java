package io.korrigo.server;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.AuditLog;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.rest.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/**
 * What whoever runs the machine may ask of a server's database: tokens and the audit log. Questions and answers are words and lines,
 * so that they go to a running server as they do to a database that no server has.
 *
 * <p><b>Threads:</b> safe for concurrent use.
 */
final class Operator {
    /** Who acted, in the audit log. */
    private static final String NAME = "operator";

    private final AccessTokens tokens;
    private final JdbcAuditLog audit;
    private final Clock clock;

    Operator(AccessTokens tokens, JdbcAuditLog audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    static Operator of(Jdbi jdbi) {
        JdbcAuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());
        return new Operator(new AccessTokens(jdbi, audit, Clock.systemUTC()), audit, Clock.systemUTC());
    }

    /**
     * Does what the words say and returns what there is to print.
     *
     * @throws InvalidInputException when they say nothing that is known, or there is no such token
     */
    List<String> run(List<String> words) {
        try {
            return switch (words.get(0)) {
                case "issue" -> List.of(issue(words.get(1), words.get(2), Integer.parseInt(words.get(3))));
                case "list" -> list();
                case "revoke" -> List.of(revoke(words.get(1)));
                case "audit" -> audit(Integer.parseInt(words.get(1)), words.get(2), words.get(3));
                default ->
                    throw new InvalidInputException("An operator's question begins with issue, list, revoke or audit");
            };
        } catch (IndexOutOfBoundsException | NumberFormatException incomplete) {
            throw new InvalidInputException("An operator's question lacks something");
        }
    }

    /** @param days 0 for as long as it isn't revoked */
    private String issue(String role, String name, int days) {
        return tokens.issue(name, role(role), days == 0 ? null : Duration.ofDays(days), NAME);
    }

    private static Role role(String name) {
        return Arrays.stream(Role.values())
                // Students have accounts.
                .filter(role -> role != Role.STUDENT && role.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new InvalidInputException("There is no role '" + name + "'; use admin, teacher or monitor"));
    }

    private List<String> list() {
        List<String> lines = new ArrayList<>();
        lines.add("id\trole\tname\tissued\texpires");
        for (AccessTokens.Issued token : tokens.list()) {
            boolean expired = token.expiresAt() != null && !token.expiresAt().isAfter(clock.instant());
            lines.add(String.join(
                    "\t",
                    token.id(),
                    token.role().name().toLowerCase(Locale.ROOT),
                    printable(token.name()),
                    Objects.toString(token.issuedAt(), "unknown"),
                    Objects.toString(token.expiresAt(), "never") + (expired ? " (over)" : "")));
        }
        return lines;
    }

    private String revoke(String id) {
        if (!tokens.revoke(id, NAME)) {
            throw new InvalidInputException("There is no token " + id + "; token list names them");
        }
        return "revoked " + id;
    }

    private List<String> audit(int days, String event, String subject) {
        if (!event.isEmpty()
                && Arrays.stream(AuditLog.Event.values())
                        .noneMatch(each -> each.name().equalsIgnoreCase(event))) {
            throw new InvalidInputException("There is no event '" + event + "'; there are "
                    + Arrays.toString(AuditLog.Event.values()).toLowerCase(Locale.ROOT));
        }
        List<String> lines = new ArrayList<>();
        lines.add("at\tevent\tactor\tsubject\tdetail");
        audit.entries(clock.instant().minus(Duration.ofDays(days)), event.toUpperCase(Locale.ROOT), subject)
                .forEach(entry -> lines.add(String.join(
                        "\t",
                        entry.at().toString(),
                        entry.event().toLowerCase(Locale.ROOT),
                        printable(entry.actor()),
                        printable(entry.subject()),
                        printable(entry.detail()))));
        return lines;
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
