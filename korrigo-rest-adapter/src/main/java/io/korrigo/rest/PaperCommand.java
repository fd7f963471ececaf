package io.korrigo.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One act on the paper of an exam, as a caller sends it: {@code op} and the members that it takes. What {@code to} is depends on
 * the act: a copy, a student, a number of quarter turns, whether a page is blank, a reason, or what was counted.
 */
record PaperCommand(
        String op,
        List<String> pages,
        @Nullable String to,
        @Nullable String at,
        @Nullable String from,
        @Nullable String copy,
        @Nullable String by,
        int number) {
    private static final int LONGEST_ID = 100;

    /** What each act needs, beside {@code op}. */
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "acknowledge", Set.of("to", "found"),
            "move", Set.of("pages", "to"),
            "rotate", Set.of("pages", "to"),
            "split", Set.of("at"),
            "merge", Set.of("from", "to"),
            "assign", Set.of("copy", "to", "version"),
            "blank", Set.of("pages", "to"),
            "quarantine", Set.of("pages"),
            "replace", Set.of("pages", "by"),
            "undo", Set.of());
    /** What it may have as well. */
    private static final Map<String, Set<String>> TAKEN =
            Map.of("move", Set.of("at"), "quarantine", Set.of("to"), "undo", Set.of("correction"));

    PaperCommand {
        pages = List.copyOf(pages);
    }

    /** @throws Problem 400 for what can't be meant */
    static PaperCommand read(JsonNode command) {
        String op = command.isObject() ? JsonBody.text(command, "op") : null;
        if (op == null || !NEEDED.containsKey(op)) {
            throw Problem.badRequest("paper.op", String.join(", ", new TreeSet<>(NEEDED.keySet())));
        }
        Set<String> members = new TreeSet<>(NEEDED.get(op));
        members.addAll(TAKEN.getOrDefault(op, Set.of()));
        members.add("op");
        JsonBody.checkMembers(command, "The command " + op, members);
        for (String needed : new TreeSet<>(NEEDED.get(op))) {
            if (!command.has(needed)) {
                throw Problem.badRequest("paper.needs", op, needed);
            }
        }
        return new PaperCommand(
                op,
                pages(command),
                to(op, command.path("to")),
                id(command, "at"),
                id(command, "from"),
                id(command, "copy"),
                id(command, "by"),
                number(op, command));
    }

    private static List<String> pages(JsonNode command) {
        List<String> pages = new ArrayList<>();
        JsonNode list = command.path("pages");
        if (!list.isMissingNode() && (!list.isArray() || list.isEmpty())) {
            throw Problem.badRequest("paper.pages");
        }
        for (JsonNode page : list) {
            if (!page.isTextual() || page.textValue().length() > LONGEST_ID) {
                throw Problem.badRequest("paper.pages");
            }
            pages.add(page.textValue());
        }
        return pages;
    }

    private static @Nullable String to(String op, JsonNode to) {
        boolean fits = switch (op) {
            case "rotate" -> to.isInt() && to.intValue() >= 1 && to.intValue() <= 3;
            case "blank" -> to.isBoolean();
            case "assign" -> to.isTextual() || to.isNull();
            case "move", "merge", "acknowledge" -> to.isTextual();
            default -> to.isMissingNode() || to.isTextual();
        };
        if (!fits || to.asText().length() > LONGEST_ID) {
            throw Problem.badRequest("paper.to");
        }
        return to.isMissingNode() || to.isNull() ? null : to.asText();
    }

    private static @Nullable String id(JsonNode command, String member) {
        return command.hasNonNull(member) ? JsonBody.requiredText(command, member, LONGEST_ID) : null;
    }

    /** The version of an assigned copy, the correction to be undone, -1 for the last one, or how many of something there are. */
    private static int number(String op, JsonNode command) {
        JsonNode number = command.path(
                switch (op) {
                    case "undo" -> "correction";
                    case "acknowledge" -> "found";
                    default -> "version";
                });
        if (number.isMissingNode()) {
            return -1;
        }
        if (!number.isInt() || number.intValue() < 0) {
            throw Problem.badRequest("paper.version");
        }
        return number.intValue();
    }
}
