package io.korrigo.account;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;

/**
 * Credentials as a CSV that people open in a spreadsheet: UTF-8 with a byte order mark, semicolons, one line a student. What a
 * spreadsheet would take for a formula has an apostrophe in front.
 */
public final class CredentialCsv {
    private CredentialCsv() {}

    /** Writes the file and flushes, without closing the stream. */
    public static void write(Collection<Credential> credentials, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\uFEFF');
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text);
        csv.writeRecord("Classe", "Nom", "Prénom", "Identifiant", "Mot de passe");
        for (Credential each : credentials) {
            csv.writeRecord(
                    safe(Objects.requireNonNullElse(each.student().className(), "")),
                    safe(each.student().lastName()),
                    safe(each.student().firstName()),
                    safe(each.username()),
                    safe(each.password()));
        }
        csv.flush();
        text.flush();
    }

    private static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
