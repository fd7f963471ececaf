package io.korrigo.exam;

import java.util.Comparator;

/**
 * The order of question ids: part by part between the dots, numbers by their value, as in 1, 1.2, 1.10, 1.a, 2.
 *
 * <p>A number comes before a word; runs of digits within a part count as numbers too, so "Q2" precedes "Q10".
 */
public final class QuestionIds {
    /** Total order, consistent with equals; language independent. */
    public static final Comparator<String> ORDER = QuestionIds::compare;

    private QuestionIds() {}

    private static int compare(String a, String b) {
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = compareParts(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        int byLength = Integer.compare(left.length, right.length);
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int iEnd = runEnd(a, i);
            int jEnd = runEnd(b, j);
            boolean leftIsNumber = isDigit(a.charAt(i));
            boolean rightIsNumber = isDigit(b.charAt(j));
            if (leftIsNumber != rightIsNumber) {
                return leftIsNumber ? -1 : 1;
            }
            String left = a.substring(i, iEnd);
            String right = b.substring(j, jEnd);
            int order = leftIsNumber ? compareNumbers(left, right) : left.compareTo(right);
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
        return Integer.compare(a.length() - i, b.length() - j);
    }

    /** Compares by digits and not by parsing: an id may have more of them than a long holds. */
    private static int compareNumbers(String a, String b) {
        String left = a.replaceFirst("^0+(?=.)", "");
        String right = b.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareTo(right);
    }

    private static int runEnd(String text, int from) {
        boolean digits = isDigit(text.charAt(from));
        int end = from + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
