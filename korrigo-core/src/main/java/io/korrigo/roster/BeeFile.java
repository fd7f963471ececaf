package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import io.korrigo.roster.Layout.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Opens SIECLE's export for BEE, {@code BEE_ELEVES}: a student is an {@code ELEVE}, their class and groups stand further
 * down under {@code STRUCTURES}, so the file is read once for these and once for the students.
 */
final class BeeFile {
    private BeeFile() {}

    /** Whether the file starts as XML does, a web page left out. */
    static boolean isXml(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1)
                .replaceAll("[\\x00ïþÿ»¿]", "")
                .strip()
                .toUpperCase(Locale.ROOT);
        return (text.startsWith("<?XML") || text.startsWith("<BEE")) && !text.contains("<HTML");
    }

    /** @throws InvalidInputException when it is other XML, has a document type, or isn't well formed */
    static RosterFile open(RosterFile.Bytes bytes, ReaderSettings settings) throws IOException {
        try (InputStream in = bytes.open()) {
            if (in.transferTo(OutputStream.nullOutputStream()) > settings.maxBytes()) {
                throw ByteEvidence.tooLarge(settings.maxBytes());
            }
        }
        BeeClasses classes = BeeClasses.read(bytes);
        List<Sample> samples = new ArrayList<>();
        Cells cells = new Cells();
        Charset encoding;
        try (BeeRows rows = new BeeRows(bytes, classes)) {
            encoding = rows.encoding();
            while (samples.size() < Layout.RECORDS && rows.next(cells)) {
                samples.add(cells.copy());
            }
        }
        Layout layout = Layout.find(List.of(new Way(0, null, samples)), settings);
        return new RosterFile(
                RosterFormat.Container.XML, layout, new BeeRows(bytes, classes), true, encoding, false, null);
    }
}
