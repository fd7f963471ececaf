package io.korrigo.identify.evidence;

import io.korrigo.identify.Candidate;
import io.korrigo.identify.Difference;
import io.korrigo.identify.HeaderField;
import io.korrigo.identify.Identification;
import io.korrigo.identify.Identification.Decision;
import io.korrigo.identify.RowReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The HTML page of an {@link EvidenceDocument}. */
final class EvidenceHtml {
    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:960px;margin:24px auto;padding:0 20px}
            h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px}p{margin:4px 0}
            .badge{display:inline-block;padding:2px 10px;border-radius:4px;font-weight:600;border:1px solid}
            .identified{color:#0b5d2c;background:#e5f5ea}.review{color:#7a4b00;background:#fff3d9}.unreadable{color:#5a5f66;background:#eef0f2}
            table{border-collapse:collapse;width:100%}th,td{text-align:right;padding:4px 10px;border-bottom:1px solid #d8dce0;font-variant-numeric:tabular-nums}
            th{font-weight:600;color:#4a5058}th:first-child,td:first-child,th:nth-child(2),td:nth-child(2){text-align:left;overflow-wrap:anywhere}
            figure{margin:14px 0;break-inside:avoid}figcaption{font-size:13px;color:#4a5058;margin-bottom:3px}figcaption b{color:#1b1f24}
            svg{display:block;max-width:100%;height:auto}text{font-family:ui-monospace,monospace;text-anchor:middle;fill:#6a7077}.s{font-weight:700;fill:#1b1f24}.d{fill:#b3261e}.x{fill:none;stroke:#b3261e;stroke-width:2}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;font-size:13px}dt{color:#4a5058}dd{margin:0;overflow-wrap:anywhere}
            small{color:#4a5058}@media print{body{margin:0;max-width:none;font-size:12px}.badge{print-color-adjust:exact}}
            """;

    /** Where the batch's answer stands, or would. */
    private static final String BATCH_BEGIN = "<!-- batch -->";

    static final String BATCH_END = "<!-- end of batch -->";

    private final StringBuilder html = new StringBuilder();

    private EvidenceHtml() {}

    static String of(EvidenceDocument.Facts facts) {
        return new EvidenceHtml().page(facts);
    }

    /** The page with the answer that a batch came to, in place of an earlier one. */
    static String withBatch(String page, Identification joint) {
        int begin = page.indexOf(BATCH_BEGIN);
        int end = page.indexOf(BATCH_END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("No evidence document of this version");
        }
        EvidenceHtml part = new EvidenceHtml();
        part.html.append("<h2>Decided together with the other copies of the batch</h2>\n");
        part.decision(joint);
        part.probabilities(joint);
        part.html
                .append("<script type=\"application/json\" id=\"korrigo-evidence-batch\">")
                .append(EvidenceJson.of(joint))
                .append("</script>\n<h2>Decided alone</h2>\n");
        return page.substring(0, begin + BATCH_BEGIN.length()) + part.html + page.substring(end);
    }

    private String page(EvidenceDocument.Facts facts) {
        String subject = escaped(facts.subject());
        html.append(
                        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
                                + "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>Evidence: ")
                .append(subject)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(subject)
                .append("</h1>\n")
                .append(BATCH_BEGIN)
                .append(BATCH_END);
        decision(facts.identification());
        candidates(facts.identification());
        facts.headers().forEach(header -> header(header, facts.identification()));
        basis(facts);
        return html.append("<script type=\"application/json\" id=\"korrigo-evidence\">")
                .append(EvidenceJson.of(facts))
                .append("</script>\n</body></html>\n")
                .toString();
    }

    private void decision(Identification answer) {
        String decision = answer.decision().name().toLowerCase(Locale.ROOT);
        html.append("<p><span class=\"badge ").append(decision).append("\">").append(decision);
        answer.student().ifPresent(student -> html.append(": ").append(escaped(student.id())));
        html.append("</span></p>\n<p>").append(escaped(answer.reason())).append("</p>\n");
    }

    private void candidates(Identification answer) {
        html.append("<h2>Candidates</h2>\n<table><tr><th></th><th>student</th><th>probability</th><th>family name</th>"
                + "<th>first name</th><th>birth date</th></tr>\n");
        int place = 0;
        for (Candidate candidate : answer.candidates()) {
            place++;
            html.append("<tr><td>").append(place(place, answer.decision())).append("</td><td>");
            html.append(escaped(candidate.student().id())).append("</td>");
            number(percent(candidate.probability()));
            number(agreement(candidate.agreement().lastName()));
            number(agreement(candidate.agreement().firstName()));
            number(agreement(candidate.agreement().birthDate()));
            html.append("</tr>\n");
        }
        html.append("<tr><td></td><td>somebody else</td>");
        number(percent(answer.outsiderProbability()));
        html.append("<td></td><td></td><td></td></tr></table>\n<p><small>Agreement of a field: 1 fits, 0 contradicts,"
                + " 0.5 says nothing.</small></p>\n");
    }

    /** As {@link #candidates}, of an answer that looks at no field again. */
    private void probabilities(Identification answer) {
        html.append("<table><tr><th></th><th>student</th><th>probability</th></tr>\n");
        int place = 0;
        for (Candidate candidate : answer.candidates()) {
            place++;
            html.append("<tr><td>").append(place(place, answer.decision())).append("</td><td>");
            html.append(escaped(candidate.student().id())).append("</td>");
            number(percent(candidate.probability()));
            html.append("</tr>\n");
        }
        html.append("<tr><td></td><td>somebody else</td>");
        number(percent(answer.outsiderProbability()));
        html.append("</tr></table>\n");
    }

    private static String place(int place, Decision decision) {
        if (place == 1) {
            return decision == Decision.IDENTIFIED ? "winner" : "likeliest";
        }
        return place == 2 ? "runner-up" : String.valueOf(place);
    }

    private void number(String text) {
        html.append("<td>").append(text).append("</td>");
    }

    private void header(EvidenceHeader header, Identification answer) {
        html.append("<h2>Read on ").append(escaped(header.page())).append("</h2>\n");
        if (header.crops().isEmpty()) {
            html.append("<p>No row of boxes was found on this page.</p>\n");
        }
        List<RowReading> rows = header.reading().rows();
        for (int i = 0; i < rows.size(); i++) {
            String read = header.reading().text(rows.get(i).field());
            html.append("<figure><figcaption>")
                    .append(name(rows.get(i).field()))
                    .append(read.isEmpty() ? ": left empty" : ": <b>" + escaped(read) + "</b>")
                    .append(due(answer, rows.get(i).field()))
                    .append("</figcaption>")
                    .append(RowFigure.svg(
                            rows.get(i),
                            header.crops().get(i),
                            differing(answer, rows.get(i).field())))
                    .append("</figure>\n");
        }
    }

    /** Boxes of the row, from 1, in which it differs from the likeliest student. */
    private static Set<Integer> differing(Identification answer, HeaderField field) {
        return answer.candidates().stream()
                .limit(1)
                .flatMap(likeliest -> likeliest.differences().stream())
                .filter(difference -> difference.field() == field)
                .map(Difference::box)
                .collect(Collectors.toSet());
    }

    /** What the likeliest student would have written where the row differs, beside what is read there. */
    private static String due(Identification answer, HeaderField field) {
        List<String> places = new ArrayList<>();
        answer.candidates().stream().limit(1).forEach(likeliest -> {
            for (int i = 0; i < likeliest.due().length(); i++) {
                Difference difference = likeliest.differences().get(i);
                if (difference.field() == field) {
                    places.add(due(difference, likeliest.due().charAt(i)));
                }
            }
        });
        return places.isEmpty() ? "" : "; of the likeliest student: " + String.join(", ", places);
    }

    private static String due(Difference difference, char due) {
        return switch (difference.kind()) {
            case OTHER -> "<b>" + due + "</b> in box " + difference.box();
            case MORE -> "nothing in box " + difference.box();
            case LACKING -> "<b>" + due + "</b> before box " + difference.box();
        };
    }

    private static String name(HeaderField field) {
        return switch (field) {
            case LAST_NAME -> "family name";
            case FIRST_NAME -> "first name";
            case CANDIDATE_NUMBER -> "candidate number";
            case BIRTH_DATE -> "birth date";
        };
    }

    private void basis(EvidenceDocument.Facts facts) {
        html.append(
                        "<p><small>Under each box the signs that the model holds likeliest, with their probability in percent: · an")
                .append(
                        " empty box, × a crossed-out one. Red where the likeliest has less than 90 %; a red frame where a box differs from the likeliest student. In a row of names only letters count, in the others only digits.</small></p>\n<h2>Basis</h2>\n<dl>");
        fact("identified from a probability of", percent(facts.threshold()));
        fact("expected share of strangers", percent(facts.outsiderPrior()));
        fact("character model, SHA-256", facts.modelHash());
        fact("Korrigo", facts.readerVersion() + ", evidence format " + EvidenceDocument.FORMAT);
        for (EvidenceHeader header : facts.headers()) {
            fact("page", header.page());
            fact("its SHA-256", header.sha256());
            fact("turned clockwise by", 90 * header.reading().quarterTurns() + "°");
        }
        html.append("</dl>\n");
    }

    private void fact(String name, String value) {
        html.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n");
    }

    /** Rounded, but never up to certainty or down to impossibility. */
    private static String percent(double probability) {
        if (probability > 0.99999 && probability < 1) {
            return "&gt; 99.999 %";
        }
        if (probability > 0 && probability < 0.00001) {
            return "&lt; 0.001 %";
        }
        String text = String.format(Locale.ROOT, "%.3f", 100 * probability);
        return text.replaceAll("\\.?0+$", "") + " %";
    }

    private static String agreement(double agreement) {
        return String.format(Locale.ROOT, "%.2f", agreement);
    }

    /** Text for content and quoted attributes; control characters, which HTML does not know, become U+FFFD. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default ->
                    escaped.appendCodePoint(
                            Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }
}
