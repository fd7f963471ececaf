package io.korrigo.testkit.pages;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON out of maps, lists, strings and numbers, two spaces a level; records on one line where they are short. */
final class JsonText {
    private static final int SHORT = 110;

    private JsonText() {}

    /** {@code value} as a document that ends with a line feed. */
    static String of(Object value) {
        return text(value, "") + "\n";
    }

    private static String text(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            return group('{', '}', map.entrySet().iterator(), indent);
        }
        if (value instanceof List<?> list) {
            return group('[', ']', list.iterator(), indent);
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return quoted((String) entry.getKey()) + ": " + text(entry.getValue(), indent);
        }
        return value instanceof Number ? value.toString() : quoted((String) value);
    }

    private static String group(char open, char close, Iterator<?> members, String indent) {
        StringBuilder oneLine = new StringBuilder().append(open);
        StringBuilder lines = new StringBuilder().append(open);
        String inner = indent + "  ";
        while (members.hasNext()) {
            String member = text(members.next(), inner);
            String comma = members.hasNext() ? "," : "";
            oneLine.append(member).append(comma).append(comma.isEmpty() ? "" : " ");
            lines.append('\n').append(inner).append(member).append(comma);
        }
        oneLine.append(close);
        lines.append('\n').append(indent).append(close);
        boolean fits = indent.length() + oneLine.length() <= SHORT && oneLine.indexOf("\n") < 0;
        return (fits ? oneLine : lines).toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
