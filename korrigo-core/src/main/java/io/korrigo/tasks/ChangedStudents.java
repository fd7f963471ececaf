package io.korrigo.tasks;

import io.korrigo.KorrigoException;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.util.ArrayList;
import java.util.List;

/**
 * An import's students in the order of its file: those that changed wait until they are stored, and have the host's ids then. Only
 * those who wait are held, unless all are asked for.
 */
final class ChangedStudents {
    private final StudentStore store;
    private final boolean held;
    private final List<Student> waiting = new ArrayList<>();
    private final List<Student> known = new ArrayList<>();
    /** Where in {@link #known} those who wait will stand. */
    private final List<Integer> places = new ArrayList<>();

    /** @param held whether {@link #stored} will be asked for */
    ChangedStudents(StudentStore store, boolean held) {
        this.store = store;
        this.held = held;
    }

    /** One who is stored as they are. */
    void unchanged(Student student) {
        if (held) {
            known.add(student);
        }
    }

    /** One who is to be stored. */
    void changed(Student student) {
        waiting.add(student);
        if (held) {
            places.add(known.size());
            known.add(student);
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** Stores all that wait, or none. */
    void store() {
        List<Student> stored = store.upsert(waiting);
        if (stored.size() != waiting.size()) {
            throw new KorrigoException("The host was given " + waiting.size() + " students to store and answered with "
                    + stored.size() + ": a StudentStore answers with each of them");
        }
        for (int i = 0; i < places.size(); i++) {
            known.set(places.get(i), stored.get(i));
        }
        waiting.clear();
        places.clear();
    }

    /** All that were stored; nobody unless they are held. */
    List<Student> stored() {
        return known;
    }
}
