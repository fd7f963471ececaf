package io.korrigo.roster;

import io.korrigo.exam.Student;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** The students whom a host knows already, found by national number and by identity. */
final class KnownStudents {
    private static final int NONE = -1;

    private final List<Student> students;
    private final FingerprintTable byIne = new FingerprintTable();
    private final FingerprintTable byIdentity = new FingerprintTable();
    /** For each student the next one with the same fingerprint of identity, or {@link #NONE}. */
    private final int[] nextNamesake;

    /** Students whose national number the roster has. */
    private final BitSet numbered = new BitSet();
    /** Students whom the roster mentions, if only in a rejected row. */
    private final BitSet mentioned = new BitSet();

    private final FingerprintTable mentions = new FingerprintTable();

    KnownStudents(Collection<Student> known) {
        students = List.copyOf(known);
        nextNamesake = new int[students.size()];
        for (int i = 0; i < students.size(); i++) {
            Student student = students.get(i);
            if (student.ine() != null) {
                byIne.put(Fingerprint.of(student.ine()), i + 1, 0);
            }
            long identity = Fingerprint.ofIdentity(student);
            int slot = byIdentity.find(identity);
            nextNamesake[i] = byIdentity.value(slot) == 0 ? NONE : byIdentity.value(slot) - 1;
            byIdentity.put(identity, i + 1, 0);
        }
    }

    Student get(int index) {
        return students.get(index);
    }

    /** Index of the student with that number, or -1. */
    int byIne(String ine) {
        int index = byIne.value(byIne.find(Fingerprint.of(ine))) - 1;
        return index >= 0 && ine.equals(students.get(index).ine()) ? index : NONE;
    }

    /** Indexes of those with the same {@link StudentKey#identity}. */
    List<Integer> namesakes(Student read) {
        int index = byIdentity.value(byIdentity.find(Fingerprint.ofIdentity(read))) - 1;
        if (index < 0) {
            return List.of();
        }
        List<Integer> found = new ArrayList<>(1);
        String identity = StudentKey.identity(read);
        for (; index >= 0; index = nextNamesake[index]) {
            if (StudentKey.identity(students.get(index)).equals(identity)) {
                found.add(index);
            }
        }
        return found;
    }

    /** Notes that the roster has this number. */
    void noteNumber(String ine) {
        int index = byIne(ine);
        if (index >= 0) {
            numbered.set(index);
        }
    }

    boolean isNumberNoted(int index) {
        return numbered.get(index);
    }

    void mention(int index) {
        mentioned.set(index);
    }

    void mention(Mention mention) {
        if (mention.number() != 0) {
            mentions.put(mention.number(), 1, 0);
        }
        if (mention.who() != 0) {
            mentions.put(mention.who(), 1, 0);
        }
    }

    /** Those whom no row mentions. */
    List<Student> unmentioned() {
        List<Student> missing = new ArrayList<>();
        for (int i = 0; i < students.size(); i++) {
            if (!mentioned.get(i) && !isMentioned(students.get(i))) {
                missing.add(students.get(i));
            }
        }
        return missing;
    }

    private boolean isMentioned(Student student) {
        if (student.ine() != null && mentions.contains(Fingerprint.of(student.ine()))) {
            return true;
        }
        for (long who : Mention.whoOf(student)) {
            if (mentions.contains(who)) {
                return true;
            }
        }
        return false;
    }
}
