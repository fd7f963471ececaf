package io.korrigo.scan;

/** The order in which people number files: "page2" before "page10". */
final class NaturalOrder {
    private NaturalOrder() {}

    /** Runs of digits by their value, all else by its characters; names that differ in zeros only, by those. */
    static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            boolean digits = isDigit(a.charAt(i)) && isDigit(b.charAt(j));
            int iEnd = digits ? digitsEnd(a, i) : i + 1;
            int jEnd = digits ? digitsEnd(b, j) : j + 1;
            int order = digits
                    ? numbers(a.substring(i, iEnd), b.substring(j, jEnd))
                    : Character.compare(a.charAt(i), b.charAt(j));
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
        int byLength = Integer.compare(a.length() - i, b.length() - j);
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static int numbers(String a, String b) {
        String left = a.replaceFirst("^0+(?=.)", "");
        String right = b.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
