package io.korrigo.testkit.pages;

import java.util.List;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/** What pupils write when nobody asked for anything in particular. */
final class Phrases {
    static final List<String> SUBJECTS = WordList.read("words/subjects.txt");
    static final List<String> SENTENCES = WordList.read("words/sentences.txt");

    private Phrases() {}

    /** {@code sentences} sentences by lot, now and then a new paragraph. */
    static String answer(RandomGenerator random, int sentences) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < sentences; i++) {
            text.add(SENTENCES.get(random.nextInt(SENTENCES.size())));
            if (random.nextInt(4) == 0) {
                text.add("\n");
            }
        }
        return text.toString();
    }
}
