package io.korrigo.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.korrigo.roster.ColumnUse;
import io.korrigo.roster.FieldChange;
import io.korrigo.roster.ImportPlan;
import io.korrigo.roster.LeftOutRow;
import io.korrigo.roster.RosterFormat;
import io.korrigo.roster.RosterProblem;
import io.korrigo.roster.RosterReading;
import io.korrigo.roster.RosterRemark;
import io.korrigo.roster.StudentUpdate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code korrigo import} says: what the file was found to be, what changes, what is wrong. No value of a student. */
record ImportReport(String file, boolean dryRun, RosterReading reading, ImportPlan plan, int accounts) {

    void print(PrintWriter out, CliWords words) {
        RosterFormat format = reading.format();
        out.println(words.say("import.file", file, kind(format, words), reading.dataRows()));
        for (ColumnUse use : format.columns()) {
            out.println(words.say(
                    "import.column",
                    use.number(),
                    use.header().isEmpty() ? "" : " \"" + use.header() + "\"",
                    lower(use.column()),
                    Math.round(use.confidence() * 100)));
        }
        out.println(words.say(
                dryRun ? "import.would" : "import.did",
                plan.created().size(),
                plan.updated().size(),
                plan.unchanged().size(),
                plan.rejected().size(),
                plan.missing().size()));
        for (LeftOutRow.Reason reason : LeftOutRow.Reason.values()) {
            printLeftOut(out, reason, words);
        }
        for (RosterRemark remark : format.remarks()) {
            out.println(words.say("import.note", words.remark(remark)));
        }
        if (accounts > 0) {
            out.println(words.say("import.accounts", accounts));
        }
        for (StudentUpdate update : plan.updated()) {
            String place = place(update.row().line(), update.row().sheet(), words);
            out.println(words.say("import.changed", place, String.join(", ", fields(update))));
        }
        for (RosterProblem problem : plan.problems()) {
            out.println("  " + place(problem.line(), problem.sheet(), words)
                    + (problem.column() == null ? "" : ", " + problem.column()) + ": "
                    + problem.code().said(words.locale(), problem.message()));
        }
    }

    private void printLeftOut(PrintWriter out, LeftOutRow.Reason reason, CliWords words) {
        List<LeftOutRow> rows =
                plan.leftOut().stream().filter(row -> row.reason() == reason).toList();
        if (!rows.isEmpty()) {
            out.println(words.say(
                    reason == LeftOutRow.Reason.DEPARTED ? "import.departed" : "import.repeated",
                    rows.stream()
                            .map(row -> place(row.line(), row.sheet(), words))
                            .collect(Collectors.joining(", "))));
        }
    }

    /** With the sheet where several were read. */
    private String place(int line, @Nullable String sheet, CliWords words) {
        return reading.format().sheets().size() < 2
                ? words.say("import.line", line)
                : words.say("import.line_of", line, String.valueOf(sheet));
    }

    private static String kind(RosterFormat format, CliWords words) {
        Charset encoding = format.encoding();
        Character separator = format.separator();
        return words.say("import.kind", format.container(), lower(format.dialect()))
                + (encoding == null ? "" : ", " + encoding.name())
                + (separator == null
                        ? ""
                        : words.say("import.separated", separator == '\t' ? "TAB" : "'" + separator + "'"))
                + (format.sheets().isEmpty() ? "" : words.say("import.sheet", String.join("\", \"", format.sheets())))
                + (format.headerLine() == 0
                        ? words.say("import.no_header")
                        : words.say("import.header", format.headerLine()));
    }

    void printJson(PrintWriter out) throws IOException {
        RosterFormat format = reading.format();
        ObjectMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        Charset encoding = format.encoding();
        body.put("file", file);
        body.put("dry_run", dryRun);
        body.put("container", lower(format.container()));
        body.put("dialect", lower(format.dialect()));
        body.put("encoding", encoding == null ? null : encoding.name());
        body.put(
                "delimiter",
                format.separator() == null ? null : format.separator().toString());
        body.put("sheet", format.sheet());
        body.put("sheets", format.sheets());
        body.put("header_line", format.headerLine());
        body.put("columns", format.columns().stream().map(ImportReport::column).toList());
        body.put("ignored_columns", format.ignored());
        body.put("created", plan.created().size());
        body.put("updated", plan.updated().size());
        body.put("unchanged", plan.unchanged().size());
        body.put("missing", plan.missing().size());
        body.put("skipped", plan.rejected().size());
        body.put("left_out", plan.leftOut().stream().map(ImportReport::leftOut).toList());
        body.put("remarks", format.remarks().stream().map(ImportReport::remark).toList());
        body.put("accounts", accounts);
        body.put("updates", plan.updated().stream().map(ImportReport::update).toList());
        body.put("errors", plan.problems().stream().map(ImportReport::error).toList());
        body.put("total_errors", plan.problems().size());
        out.println(mapper.writeValueAsString(body));
    }

    private static Map<String, Object> column(ColumnUse use) {
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("column", lower(use.column()));
        column.put("number", use.number());
        column.put("header", use.header());
        column.put("confidence", use.confidence());
        return column;
    }

    private static Map<String, @Nullable Object> leftOut(LeftOutRow row) {
        Map<String, @Nullable Object> leftOut = new LinkedHashMap<>();
        leftOut.put("row", row.line());
        leftOut.put("sheet", row.sheet());
        leftOut.put("reason", lower(row.reason()));
        return leftOut;
    }

    private static Map<String, @Nullable Object> remark(RosterRemark remark) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("code", lower(remark.code()));
        said.put("sheet", remark.sheet());
        said.put("message", remark.message());
        return said;
    }

    private static Map<String, Object> update(StudentUpdate update) {
        return Map.of("row", update.row().line(), "fields", fields(update));
    }

    private static List<String> fields(StudentUpdate update) {
        return update.changes().stream()
                .map(FieldChange::field)
                .map(ImportReport::lower)
                .toList();
    }

    private static Map<String, @Nullable Object> error(RosterProblem problem) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("row", problem.line());
        error.put("sheet", problem.sheet());
        error.put("column", problem.column());
        error.put("code", lower(problem.code()));
        error.put("message", problem.message());
        return error;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
