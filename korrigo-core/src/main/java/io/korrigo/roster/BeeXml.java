package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** A pull parser over a {@code BEE_ELEVES} document. */
final class BeeXml extends PullXml {
    private static final String ROOT = "BEE_ELEVES";

    /** @throws InvalidInputException when the document isn't one */
    BeeXml(RosterFile.Bytes bytes) throws IOException {
        super(bytes.open());
        boolean bee;
        try {
            bee = next() && element().equals(ROOT);
        } catch (InvalidInputException malformed) {
            close();
            throw malformed;
        }
        if (!bee) {
            close();
            throw new InvalidInputException("The roster is XML but not SIECLE's list of students (" + ROOT
                    + "); export the list of students, or the class list as CSV (UTF-8)");
        }
    }

    /** The encoding that the document declares; UTF-8 where it declares none. */
    Charset encoding() {
        String name = encodingName();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException known) {
            // The parser has names of its own for some encodings, and has read the document with it.
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    InvalidInputException malformed(int line, Exception cause) {
        return new InvalidInputException(
                "Roster line " + line + ": the XML breaks off or breaks its own rules here; export the list again",
                cause);
    }

    @Override
    InvalidInputException forbidden(int line, String what) {
        return new InvalidInputException(
                "Roster line " + line + ": " + what + ", which no export of SIECLE has; export the list again");
    }
}
