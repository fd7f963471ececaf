package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import io.korrigo.roster.Cells.Sample;
import io.korrigo.roster.HeaderPlace.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a CSV: the bytes tell its encoding, the start of the text its delimiter and header. */
final class CsvFile {
    /** Characters in which the header is looked for. */
    private static final int START = 1 << 16;

    private static final char[] DELIMITERS = {';', ',', '\t', '|'};

    /** The line by which Excel learns the delimiter. */
    private static final Pattern DECLARED =
            Pattern.compile("\\A\"?sep=([^\\p{Alnum}\"\r\n])\"?[ \t;,]*(?:\r\n|\r|\n)", Pattern.CASE_INSENSITIVE);

    private CsvFile() {}

    /** @throws InvalidInputException when the bytes are no text, or no record of it is a header */
    static RosterFile open(RosterFile.Bytes bytes, ReaderSettings settings) throws IOException {
        ByteEvidence evidence;
        try (InputStream in = bytes.open()) {
            evidence = ByteEvidence.of(in, settings.maxBytes());
        }
        TextEncoding encoding = TextEncoding.of(evidence, settings.charset());
        String start;
        try (Reader text = decoded(bytes, encoding)) {
            start = start(text);
        }
        Matcher declared = DECLARED.matcher(start);
        boolean hasDeclaration = declared.find();
        int skipped = hasDeclaration ? declared.end() : 0;
        int linesBefore = hasDeclaration ? 1 : 0;
        char[] delimiters = settings.delimiter() != null
                ? new char[] {settings.delimiter()}
                : hasDeclaration ? new char[] {declared.group(1).charAt(0)} : DELIMITERS;
        List<Way> ways = new ArrayList<>();
        for (char delimiter : delimiters) {
            ways.add(new Way(delimiter, null, samples(start.substring(skipped), delimiter, linesBefore)));
        }
        HeaderPlace layout = HeaderPlace.find(ways, settings);
        char delimiter = (char) layout.way().number();
        RosterFile.Part part = new RosterFile.Part(layout, () -> {
            Reader text = decoded(bytes, encoding);
            text.skip(skipped);
            return new CsvRows(text, delimiter, linesBefore);
        });
        return new RosterFile(
                RosterFormat.Container.CSV,
                List.of(part),
                // UTF-16 was not searched for U+FFFD by its bytes.
                evidence.replacementCharacters || evidence.zeros() > 0,
                encoding.charset(),
                encoding.markLength() > 0,
                delimiter,
                List.of());
    }

    private static String start(Reader text) throws IOException {
        char[] buffer = new char[START];
        int length = 0;
        try {
            for (int n; length < START && (n = text.read(buffer, length, START - length)) > 0; ) {
                length += n;
            }
        } catch (CharacterCodingException undecodable) {
            throw CsvRows.undecodable(1, undecodable);
        }
        return new String(buffer, 0, length);
    }

    private static List<Sample> samples(String start, char delimiter, int linesBefore) throws IOException {
        List<Sample> samples = new ArrayList<>();
        Cells cells = new Cells();
        try (CsvRows rows = new CsvRows(new StringReader(start), delimiter, linesBefore)) {
            while (samples.size() < HeaderPlace.RECORDS && rows.next(cells)) {
                samples.add(cells.copy());
            }
        } catch (InvalidInputException brokenQuotes) {
            // Under this delimiter, or where the start of the text ends within a quoted cell. If the right delimiter's
            // quotes are broken too, reading the rows says so with the line.
            return samples;
        }
        return samples;
    }

    private static Reader decoded(RosterFile.Bytes bytes, TextEncoding encoding) throws IOException {
        InputStream in = bytes.open();
        try {
            in.skipNBytes(encoding.markLength());
        } catch (IOException failure) {
            in.close();
            throw failure;
        }
        Charset charset = encoding.charset();
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
