package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.roster.FieldChange;
import io.korrigo.roster.ImportPlan;
import io.korrigo.roster.RosterProblem;
import io.korrigo.roster.RosterReader;
import io.korrigo.roster.RosterReading;
import io.korrigo.roster.StudentUpdate;
import io.korrigo.server.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code korrigo import}: a roster into the data folder of a server that isn't running. */
@Command(
        name = "import",
        description = {
            "Brings the students of a CSV into the data folder, or with --dry-run only says what would change.",
            "While the server runs, send the file to POST /api/students/import/ instead."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ROSTER.csv", description = "what the school's software exports")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "change nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "answer as JSON on standard output")
    private boolean json;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's data folder")
    private Path data = Path.of("korrigo-data");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RosterReading reading = new RosterReader().read(file);
        ImportPlan plan;
        if (dryRun && !DataFolder.exists(data)) {
            plan = ImportPlan.between(reading, List.of());
        } else {
            try (DataFolder folder = DataFolder.open(data)) {
                StudentStore students = folder.students();
                plan = ImportPlan.between(reading, students.students());
                if (!dryRun) {
                    students.upsert(changes(plan));
                }
            }
        }
        if (json) {
            printJson(reading, plan);
        } else {
            print(reading, plan);
        }
        return 0;
    }

    private static List<Student> changes(ImportPlan plan) {
        return Stream.concat(
                        plan.created().stream()
                                .map(row ->
                                        row.student().withId(UUID.randomUUID().toString())),
                        plan.updated().stream().map(StudentUpdate::after))
                .toList();
    }

    private void print(RosterReading reading, ImportPlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(file.getFileName() + ": " + reading.format().encoding() + ", " + reading.dataRows() + " rows");
        out.println((dryRun ? "Would create " : "Created ") + plan.created().size() + ", "
                + (dryRun ? "update " : "updated ") + plan.updated().size() + ", unchanged "
                + plan.unchanged().size() + ", with problems " + problemRows(plan) + "; known but not in the file "
                + plan.missing().size());
        for (StudentUpdate update : plan.updated()) {
            out.println("  line " + update.row().line() + ": " + fields(update));
        }
        for (RosterProblem problem : plan.problems()) {
            out.println("  line " + problem.line() + (problem.column() == null ? "" : ", " + problem.column()) + ": "
                    + problem.message());
        }
    }

    private static String fields(StudentUpdate update) {
        List<String> names = new ArrayList<>();
        for (FieldChange change : update.changes()) {
            names.add(change.field().name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", names) + " changed";
    }

    private static long problemRows(ImportPlan plan) {
        return plan.problems().stream()
                .mapToInt(RosterProblem::rowNumber)
                .distinct()
                .count();
    }

    private void printJson(RosterReading reading, ImportPlan plan) throws IOException {
        ObjectMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("file", String.valueOf(file.getFileName()));
        body.put("dry_run", dryRun);
        body.put("encoding", String.valueOf(reading.format().encoding()));
        body.put("delimiter", String.valueOf(reading.format().separator()));
        body.put("columns", columns(reading));
        body.put("created", plan.created().size());
        body.put("updated", plan.updated().size());
        body.put("unchanged", plan.unchanged().size());
        body.put("missing", plan.missing().size());
        body.put("skipped", problemRows(plan));
        body.put("errors", plan.problems().stream().map(ImportCommand::error).toList());
        body.put("total_errors", plan.problems().size());
        spec.commandLine().getOut().println(mapper.writeValueAsString(body));
    }

    private static Map<String, String> columns(RosterReading reading) {
        Map<String, String> columns = new LinkedHashMap<>();
        reading.format()
                .columns()
                .forEach(use -> columns.put(use.column().name().toLowerCase(Locale.ROOT), use.header()));
        return columns;
    }

    private static Map<String, Object> error(RosterProblem problem) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("row", problem.line());
        error.put("column", problem.column());
        error.put("code", problem.code().name().toLowerCase(Locale.ROOT));
        error.put("message", problem.message());
        return error;
    }
}
