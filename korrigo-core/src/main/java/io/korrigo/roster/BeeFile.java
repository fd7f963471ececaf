package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import io.korrigo.roster.HeaderPlace.Way;
import java.io.IOException;
import java.io.InputStream;
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
        refuseTooLarge(bytes, settings.maxBytes());
        BeeClasses classes = BeeClasses.read(bytes);
        List<Sample> samples = new ArrayList<>();
        Cells cells = new Cells();
        Charset encoding;
        try (BeeRows rows = new BeeRows(bytes, classes)) {
            encoding = rows.encoding();
            while (samples.size() < HeaderPlace.RECORDS && rows.next(cells)) {
                samples.add(cells.copy());
            }
        }
        HeaderPlace layout = HeaderPlace.find(List.of(new Way(0, null, samples)), settings);
        RosterFile.Part part = new RosterFile.Part(layout, () -> new BeeRows(bytes, classes));
        return new RosterFile(RosterFormat.Container.XML, List.of(part), true, encoding, false, null, List.of());
    }

    /** A file out of an archive is as large as it unpacks to. */
    private static void refuseTooLarge(RosterFile.Bytes bytes, long maxBytes) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long size = 0;
        try (InputStream in = bytes.open()) {
            for (int n; (n = in.read(chunk)) > 0; ) {
                size += n;
                if (size > maxBytes) {
                    throw ByteEvidence.tooLarge(maxBytes);
                }
            }
        }
    }
}
