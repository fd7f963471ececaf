package io.korrigo.testkit.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * First names that resemble another one: a real name of the list where there is one so near, or else the name itself with
 * some of its letters changed, vowels for vowels.
 *
 * <p><b>Threads:</b> immutable; random generators are handed in.
 */
public final class LookAlikes {
    /** From this many letters on, more are taken as well. */
    private static final int SEVERAL = 3;
    /** A name farther off than this share of its letters resembles nothing. */
    private static final double MOST = 0.7;

    private static final String VOWELS = "AEIOUY";
    private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

    private LookAlikes() {}

    /**
     * A first name that is {@code letters} letters away from {@code name}: so many are other, more or less.
     *
     * @param letters 1, 2, or 3 for three and more
     */
    public static String of(String name, int letters, RandomGenerator random) {
        return of(name, letters, random, other -> false);
    }

    /** The same, and none that is {@code taken}; not every name may be. */
    public static String of(String name, int letters, RandomGenerator random, Predicate<String> taken) {
        List<String> near = NameOrigin.everyFirstName().stream()
                .filter(other -> !isOneOf(other, name) && !isOneOf(name, other))
                .filter(other -> {
                    int apart = apart(name, other);
                    return letters < SEVERAL ? apart == letters : apart >= letters && apart <= MOST * name.length();
                })
                .filter(other -> !taken.test(other))
                .toList();
        if (!near.isEmpty()) {
            return near.get(random.nextInt(near.size()));
        }
        String other;
        do {
            other = changed(name, letters, random);
        } while (taken.test(other));
        return other;
    }

    /** Who has two first names may write one of them only. */
    private static boolean isOneOf(String one, String other) {
        return other.contains(" ") && List.of(other.split(" ")).contains(one);
    }

    private static String changed(String name, int letters, RandomGenerator random) {
        StringBuilder other = new StringBuilder(HeaderText.capitals(name));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < other.length(); i++) {
            char c = BoxContent.baseLetter(other.charAt(i));
            if (c >= 'A' && c <= 'Z') {
                places.add(i);
            }
        }
        for (int i = 0; i < letters && !places.isEmpty(); i++) {
            int place = places.remove(random.nextInt(places.size()));
            char c = BoxContent.baseLetter(other.charAt(place));
            String like = VOWELS.indexOf(c) >= 0 ? VOWELS : CONSONANTS;
            other.setCharAt(
                    place, like.charAt((like.indexOf(c) + 1 + random.nextInt(like.length() - 1)) % like.length()));
        }
        return other.toString();
    }

    /** How many letters have to be changed, added or taken away to make one name of the other; accents don't count. */
    public static int apart(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String letters(String name) {
        return HeaderText.capitals(name)
                .chars()
                .mapToObj(c -> String.valueOf(BoxContent.baseLetter((char) c)))
                .filter(letter -> Character.isLetter(letter.charAt(0)))
                .collect(Collectors.joining());
    }
}
