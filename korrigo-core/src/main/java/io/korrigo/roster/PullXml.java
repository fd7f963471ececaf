package io.korrigo.roster;

import io.korrigo.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A pull parser that knows no document types and no entities but those of XML itself, whatever parser is on the class path.
 * Elements and attributes are named without their namespaces.
 */
class PullXml implements Closeable {
    /** No text of a class list is longer. */
    private static final int LONGEST_TEXT = 1 << 16;

    private final InputStream in;
    private final XMLStreamReader xml;

    /** @param in closed with this, and when this can't be made */
    PullXml(InputStream in) throws IOException {
        this.in = in;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        // What is wrong comes as an exception; the parser would print it, too.
        factory.setXMLReporter((message, type, info, location) -> {});
        try {
            xml = factory.createXMLStreamReader(in);
        } catch (XMLStreamException malformed) {
            in.close();
            throw malformed(line(malformed.getLocation()), malformed);
        } catch (RuntimeException malformed) {
            in.close();
            throw malformed(1, malformed);
        }
    }

    /** What is said where the document breaks its own rules. */
    InvalidInputException malformed(int line, Exception cause) {
        return Workbook.broken("has a part that is no XML", cause);
    }

    /** What is said of a document type, an entity, or an element where text is expected. */
    InvalidInputException forbidden(int line, String what) {
        return Workbook.broken("has a part with " + what, null);
    }

    /** The encoding that the document declares or is in. */
    final @Nullable String encodingName() {
        return xml.getCharacterEncodingScheme() == null ? xml.getEncoding() : xml.getCharacterEncodingScheme();
    }

    /** Goes to the next start or end of an element; false at the end of the document. */
    final boolean next() {
        while (hasEvent()) {
            int event = event();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw forbidden(line(), "a document type or an entity");
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
            throw malformed(line(malformed.getLocation()), malformed);
        }
    }

    private int event() {
        try {
            return xml.next();
        } catch (XMLStreamException malformed) {
            throw malformed(line(malformed.getLocation()), malformed);
        } catch (RuntimeException malformed) {
            // The parser has lost some of its own messages (MissingResourceException), or its place.
            throw malformed(line(), malformed);
        }
    }

    final boolean isStart() {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    final boolean isStart(String element) {
        return isStart() && element().equals(element);
    }

    final boolean isEnd(String element) {
        return !isStart() && element().equals(element);
    }

    final String element() {
        return xml.getLocalName();
    }

    /** An attribute of the element that starts here, in any namespace; the empty text where there is none. */
    final String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** A number in an attribute, or {@code otherwise} where there is none; at most {@code most}. */
    final int number(String name, int otherwise, int most) {
        String text = attribute(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return (int) Math.min(Long.parseLong(text.strip()), most);
        } catch (NumberFormatException malformed) {
            throw malformed(line(), malformed);
        }
    }

    /** Text of the element that starts here, which has no elements inside; goes to its end. */
    final String text() {
        int line = line();
        StringBuilder text = new StringBuilder();
        while (event() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isCharacters()) {
                append(text, line);
            } else if (xml.isStartElement() || xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
                throw forbidden(line, "an element or entity where text is expected");
            }
        }
        return text.toString();
    }

    /** Appends the text before the next start or end of an element, and goes there. */
    final void textUpToElement(StringBuilder text) {
        int line = line();
        for (int event = event();
                event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT;
                event = event()) {
            if (xml.isCharacters()) {
                append(text, line);
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE || event == XMLStreamConstants.DTD) {
                throw forbidden(line, "a document type or an entity");
            }
        }
    }

    private void append(StringBuilder text, int line) {
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        if (text.length() > LONGEST_TEXT) {
            throw forbidden(line, "a text of more than " + LONGEST_TEXT + " characters");
        }
    }

    /** Passes over the element that starts here and all in it. */
    final void skip() {
        for (int depth = 1; depth > 0 && next(); ) {
            depth += isStart() ? 1 : -1;
        }
    }

    /** Line of the document at hand, from 1. */
    final int line() {
        return line(xml.getLocation());
    }

    private static int line(@Nullable Location location) {
        return location == null ? 1 : Math.max(1, location.getLineNumber());
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
