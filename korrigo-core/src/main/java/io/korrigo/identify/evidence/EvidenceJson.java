package io.korrigo.identify.evidence;

import io.korrigo.exam.PageRegion;
import io.korrigo.identify.Candidate;
import io.korrigo.identify.CellReading;
import io.korrigo.identify.Difference;
import io.korrigo.identify.Identification;
import io.korrigo.identify.RowReading;
import io.korrigo.identify.SignReading;
import java.util.Locale;

/**
 * The facts of an {@link EvidenceDocument} as JSON for machines, spelled so that it can stand within HTML: no character
 * of it ends a script element.
 */
final class EvidenceJson {
    /** Signs below this probability are left out. */
    private static final double SMALLEST = 0.001;

    private final StringBuilder json = new StringBuilder();
    private boolean first = true;

    private EvidenceJson() {}

    static String of(EvidenceDocument.Facts facts) {
        EvidenceJson json = new EvidenceJson();
        json.facts(facts);
        return json.json.toString();
    }

    /** An answer that looks at no field again. */
    static String of(Identification answer) {
        EvidenceJson json = new EvidenceJson();
        json.open('{');
        json.answer(answer, false);
        json.close('}');
        return json.json.toString();
    }

    private void facts(EvidenceDocument.Facts facts) {
        open('{');
        text("format", "korrigo-evidence/" + EvidenceDocument.FORMAT);
        text("subject", facts.subject());
        text("reader_version", facts.readerVersion());
        text("model_sha256", facts.modelHash());
        name("threshold").value(Double.toString(facts.threshold()));
        name("outsider_prior").value(Double.toString(facts.outsiderPrior()));
        answer(facts.identification(), true);
        name("headers").open('[');
        facts.headers().forEach(this::header);
        close(']').close('}');
    }

    private void answer(Identification answer, boolean fields) {
        text("decision", answer.decision().name().toLowerCase(Locale.ROOT));
        text("reason", answer.reason());
        text("reason_code", answer.because().code().name().toLowerCase(Locale.ROOT));
        name("winner")
                .value(answer.student().map(student -> quoted(student.id())).orElse("null"));
        name("runner_up")
                .value(
                        answer.candidates().size() < 2
                                ? "null"
                                : quoted(answer.candidates().get(1).student().id()));
        name("probability").value(Double.toString(answer.probability()));
        name("outsider_probability").value(Double.toString(answer.outsiderProbability()));
        name("candidates").open('[');
        for (Candidate candidate : answer.candidates()) {
            candidate(candidate, fields, candidate == answer.candidates().get(0));
        }
        close(']');
    }

    /** @param letters whether it tells what was due; whoever only comes into question keeps their letters */
    private void candidate(Candidate candidate, boolean fields, boolean letters) {
        item().open('{');
        text("student_id", candidate.student().id());
        name("probability").value(Double.toString(candidate.probability()));
        if (fields) {
            name("last_name_agreement")
                    .value(Double.toString(candidate.agreement().lastName()));
            name("first_name_agreement")
                    .value(Double.toString(candidate.agreement().firstName()));
            name("birth_date_agreement")
                    .value(Double.toString(candidate.agreement().birthDate()));
        }
        if (fields) {
            name("differences").open('[');
            for (int i = 0; i < candidate.differences().size(); i++) {
                boolean known = letters && !candidate.due().isEmpty();
                difference(
                        candidate.differences().get(i), known ? candidate.due().charAt(i) : ' ');
            }
            close(']');
        }
        close('}');
    }

    /** @param due the sign that was due, or a space */
    private void difference(Difference difference, char due) {
        item().open('{');
        text("field", difference.field().name().toLowerCase(Locale.ROOT));
        text("kind", difference.kind().name().toLowerCase(Locale.ROOT));
        name("box").value(Integer.toString(difference.box()));
        name("clear").value(Boolean.toString(difference.clear()));
        if (due != ' ') {
            text("due", String.valueOf(due));
        }
        close('}');
    }

    private void header(EvidenceHeader header) {
        item().open('{');
        text("page", header.page());
        text("page_sha256", header.sha256());
        name("quarter_turns").value(Integer.toString(header.reading().quarterTurns()));
        name("rows").open('[');
        for (RowReading row : header.reading().rows()) {
            item().open('{');
            text("field", row.field().name().toLowerCase(Locale.ROOT));
            text("read", header.reading().text(row.field()));
            name("boxes").open('[');
            row.cells().forEach(this::box);
            close(']').close('}');
        }
        close(']').close('}');
    }

    private void box(CellReading cell) {
        PageRegion region = cell.region();
        item().open('{');
        name("region")
                .value(String.format(
                        Locale.ROOT, "[%.5f,%.5f,%.5f,%.5f]", region.x(), region.y(), region.w(), region.h()));
        name("signs").open('{');
        for (SignReading sign : SignReading.likeliest(cell, SMALLEST, CellReading.CLASSES.length())) {
            name(String.valueOf(sign.sign())).value(String.format(Locale.ROOT, "%.4f", sign.probability()));
        }
        close('}').close('}');
    }

    private EvidenceJson item() {
        if (!first) {
            json.append(',');
        }
        first = false;
        return this;
    }

    private EvidenceJson name(String name) {
        item();
        json.append(quoted(name)).append(':');
        return this;
    }

    private EvidenceJson open(char bracket) {
        json.append(bracket);
        first = true;
        return this;
    }

    private EvidenceJson close(char bracket) {
        json.append(bracket);
        first = false;
        return this;
    }

    private void text(String name, String value) {
        name(name).value(quoted(value));
    }

    private void value(String literal) {
        json.append(literal);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= ' ' && c < 127 && "\"\\<>&'".indexOf(c) < 0;
            quoted.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return quoted.append('"').toString();
    }
}
