package io.korrigo.server.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code korrigo audit}: who did what, of a running server too. */
@Command(
        name = "audit",
        description = "Prints the audit log, a line an entry with tabs, of a running server too.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class AuditCommand implements Callable<Integer> {
    @Option(names = "--days", paramLabel = "DAYS", description = "of so many days until now")
    private int days = 30;

    @Option(names = "--event", paramLabel = "EVENT", description = "only such events, as download or refusal")
    private String event = "";

    @Option(names = "--about", paramLabel = "ID", description = "only of this exam, copy, task, student or user")
    private String about = "";

    @Mixin
    private DatabaseFlags database = new DatabaseFlags();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (days < 1 || days > 36_500) {
            throw new ParameterException(spec.commandLine(), "--days is 1 to 36500, not " + days);
        }
        database.run(List.of("audit", Integer.toString(days), event, about))
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
