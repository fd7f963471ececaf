package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A pull parser over a {@code BEE_ELEVES} document that knows no document types and no entities but those of XML itself.
 */
final class BeeXml implements Closeable {
    private static final String ROOT = "BEE_ELEVES";
    /** No text of a class list is longer. */
    private static final int LONGEST_TEXT = 1 << 16;

    private final InputStream in;
    private final XMLStreamReader xml;

    /** @throws InvalidInputException when the document isn't one */
    BeeXml(RosterFile.Bytes bytes) throws IOException {
        // The parser of the JDK whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        // What is wrong comes as an exception; the parser would print it, too.
        factory.setXMLReporter((message, type, info, location) -> {});
        in = bytes.open();
        try {
            xml = factory.createXMLStreamReader(in);
            if (!next() || !xml.getLocalName().equals(ROOT)) {
                throw new InvalidInputException("The roster is XML but not SIECLE's list of students (" + ROOT
                        + "); export the list of students, or the class list as CSV (UTF-8)");
            }
        } catch (XMLStreamException malformed) {
            in.close();
            throw malformed(malformed.getLocation(), malformed);
        } catch (RuntimeException failure) {
            in.close();
            throw failure instanceof InvalidInputException ? failure : malformed(null, failure);
        }
    }

    /** The encoding that the document declares; UTF-8 where it declares none. */
    Charset encoding() {
        String name = xml.getCharacterEncodingScheme() == null ? xml.getEncoding() : xml.getCharacterEncodingScheme();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException known) {
            // The parser has names of its own for some encodings, and has read the document with it.
            return StandardCharsets.UTF_8;
        }
    }

    /** Goes to the next start or end of an element; false at the end of the document. */
    boolean next() {
        while (hasEvent()) {
            int event = event();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new InvalidInputException("Roster line " + line()
                        + ": a document type or an entity, which no export of SIECLE has; export the list again");
            }
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    private boolean hasEvent() {
        try {
            return xml.hasNext();
        } catch (XMLStreamException malformed) {
            throw malformed(malformed.getLocation(), malformed);
        }
    }

    private int event() {
        try {
            return xml.next();
        } catch (XMLStreamException malformed) {
            throw malformed(malformed.getLocation(), malformed);
        } catch (RuntimeException malformed) {
            // The parser has lost some of its own messages (MissingResourceException), or its place.
            throw malformed(xml.getLocation(), malformed);
        }
    }

    boolean isStart() {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    boolean isStart(String element) {
        return isStart() && element().equals(element);
    }

    boolean isEnd(String element) {
        return !isStart() && element().equals(element);
    }

    String element() {
        return xml.getLocalName();
    }

    /** An attribute of the element that starts here, or the empty text. */
    String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Text of the element that starts here, which has no elements inside; goes to its end. */
    String text() {
        int line = line();
        StringBuilder text = new StringBuilder();
        while (event() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isCharacters()) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            } else if (xml.isStartElement() || xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new InvalidInputException("Roster line " + line
                        + ": text is expected where an element or entity stands;" + " export the list again");
            }
            if (text.length() > LONGEST_TEXT) {
                throw new InvalidInputException("Roster line " + line + ": an element's text is longer than "
                        + LONGEST_TEXT + " characters; export the list again");
            }
        }
        return text.toString();
    }

    /** Line of the document at hand, from 1. */
    int line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    private static InvalidInputException malformed(@Nullable Location location, Exception cause) {
        int line = location == null ? 1 : location.getLineNumber();
        return new InvalidInputException(
                "Roster line " + Math.max(1, line)
                        + ": the XML breaks off or breaks its own rules here; export the list again",
                cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
