package io.korrigo.server.cli;

import io.korrigo.InvalidInputException;
import io.korrigo.account.Credential;
import io.korrigo.account.CredentialCsv;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.roster.ImportPlan;
import io.korrigo.roster.RosterColumn;
import io.korrigo.roster.RosterHints;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.roster.StudentUpdate;
import io.korrigo.server.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code korrigo import}: a roster into the data folder of a server that isn't running. */
@Command(
        name = "import",
        description = {
            "Brings the students of a class list (CSV, .xlsx, SIECLE's XML) into the data folder, or with --dry-run only says"
                    + " what would change.",
            "While the server runs, send the file to POST /api/students/import/ instead."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ROSTER", description = "what the school's software exports")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "change nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "answer as JSON on standard output")
    private boolean json;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's data folder")
    private Path data = Path.of("korrigo-data");

    @Option(names = "--all-or-nothing", description = "change nothing if any row has a problem")
    private boolean allOrNothing;

    @Option(
            names = "--accounts",
            paramLabel = "OUT.csv",
            description =
                    "give accounts to those of the file who have none, and write their passwords to this new file")
    private @Nullable Path credentials;

    @Option(names = "--encoding", paramLabel = "NAME", description = "encoding of a CSV, such as windows-1252")
    private @Nullable String encoding;

    @Option(names = "--delimiter", paramLabel = "CHAR", description = "what separates cells of a CSV; TAB for a tab")
    private @Nullable String delimiter;

    @Option(names = "--sheet", paramLabel = "NAME", description = "sheet of a workbook")
    private @Nullable String sheet;

    @Option(names = "--no-header", description = "the first line is a student already")
    private boolean headerless;

    @Option(
            names = "--column",
            paramLabel = "COLUMN=HEADER",
            description =
                    "which header, or which number from 1, holds what; may be repeated. Columns: ${COMPLETION-CANDIDATES}",
            completionCandidates = Columns.class)
    private Map<RosterColumn, String> columns = Map.of();

    @Mixin
    private LangFlag spoken = new LangFlag();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What {@code --column} can name. */
    static final class Columns extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Columns() {
            super(Stream.of(RosterColumn.values()).map(Enum::name).toList());
        }
    }

    @Override
    public Integer call() throws IOException {
        RosterReading reading = reader().read(file);
        if (allOrNothing && !reading.rejected().isEmpty()) {
            throw new InvalidInputException(CliWords.of(spec)
                    .say(
                            "import.refused",
                            reading.rejected().size(),
                            reading.rejected().get(0).line()));
        }
        ImportPlan plan;
        int accounts = 0;
        if (dryRun && !DataFolder.exists(data)) {
            plan = ImportPlan.between(reading, List.of());
        } else {
            try (DataFolder folder = DataFolder.open(data)) {
                StudentStore students = folder.students();
                plan = ImportPlan.between(reading, students.students());
                if (!dryRun) {
                    accounts = apply(plan, folder);
                }
            }
        }
        ImportReport report = new ImportReport(String.valueOf(file.getFileName()), dryRun, reading, plan, accounts);
        if (json) {
            report.printJson(spec.commandLine().getOut());
        } else {
            report.print(spec.commandLine().getOut(), CliWords.of(spec));
        }
        return 0;
    }

    private RosterReader reader() {
        Map<String, String> named = new HashMap<>();
        columns.forEach((column, header) -> named.put(column.name(), header));
        try {
            return new RosterHints(encoding, delimiter, sheet, headerless, named).reader();
        } catch (InvalidInputException unfit) {
            throw new ParameterException(spec.commandLine(), unfit.getMessage(), unfit);
        }
    }

    /** Says how many accounts were made. */
    private int apply(ImportPlan plan, DataFolder folder) throws IOException {
        if (allOrNothing && !plan.rejected().isEmpty()) {
            throw new InvalidInputException(CliWords.of(spec)
                    .say(
                            "import.refused",
                            plan.rejected().size(),
                            plan.rejected().get(0).line()));
        }
        if (credentials != null && Files.exists(credentials)) {
            throw new InvalidInputException(CliWords.of(spec).say("import.there", credentials));
        }
        List<Student> created = plan.created().stream()
                .map(row -> row.student().withId(UUID.randomUUID().toString()))
                .toList();
        List<Student> updated =
                plan.updated().stream().map(StudentUpdate::after).toList();
        folder.students()
                .upsert(Stream.concat(created.stream(), updated.stream()).toList());
        if (credentials == null) {
            return 0;
        }
        String batch = "import-" + UUID.randomUUID();
        List<Student> all = Stream.of(created, updated, plan.unchanged())
                .flatMap(List::stream)
                .toList();
        folder.issuer().issue(batch, all, done -> {});
        List<Credential> issued = folder.credentials().of(batch);
        try (OutputStream out = OwnerFile.create(credentials)) {
            CredentialCsv.write(issued, out);
        }
        folder.credentials().acknowledge(batch);
        return issued.size();
    }
}
