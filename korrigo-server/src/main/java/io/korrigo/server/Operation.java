package io.korrigo.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands for whoever runs the machine, given to a running server or, where there is none, to its database. */
public final class Operation {
    private Operation() {}

    /**
     * Does it and returns the lines to print.
     *
     * @param words a command and what it needs: {@code issue ROLE NAME DAYS}, {@code list}, {@code revoke ID}, or {@code audit DAYS
     *     EVENT SUBJECT}, where 0 days are for ever, and an empty event or subject is any
     * @param jdbcUrl of the database, or null for that of the data folder
     * @throws io.korrigo.KorrigoException when the database can't be opened or the command is refused
     */
    public static List<String> run(
            Path data,
            @Nullable String jdbcUrl,
            @Nullable String jdbcUser,
            @Nullable String jdbcPassword,
            List<String> words)
            throws IOException {
        if (jdbcUrl == null) {
            Optional<List<String>> answer = OperatorDoor.ask(data, words);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        try (ServerDatabase database =
                ServerDatabase.open(ServerOptions.embedded(0, data).withDatabase(jdbcUrl, jdbcUser, jdbcPassword))) {
            return Operator.of(database.jdbi()).run(words);
        }
    }
}
