package io.korrigo.examples.plain;

import io.korrigo.identify.Identification;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.identify.match.StudentMatcher;
import io.korrigo.roster.RosterReader;
import java.io.IOException;
import java.nio.file.Path;

/** Says who wrote each page: {@code WhoseCommand CLASS-LIST PAGE...}. */
public final class WhoseCommand {
    private WhoseCommand() {}

    public static void main(String[] arguments) throws IOException {
        StudentMatcher matcher = new StudentMatcher(
                new RosterReader().read(Path.of(arguments[0])).students());
        try (HeaderReader reader = new HeaderReader()) {
            for (int i = 1; i < arguments.length; i++) {
                Identification answer = matcher.match(reader.read(Path.of(arguments[i])));
                System.out.println(arguments[i] + ": "
                        + answer.student()
                                .map(student -> student.lastName() + " " + student.firstName())
                                .orElse("for a person to decide: " + answer.reason()));
            }
        }
    }
}
