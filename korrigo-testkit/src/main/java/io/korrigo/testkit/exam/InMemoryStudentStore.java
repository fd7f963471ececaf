package io.korrigo.testkit.exam;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Students in a map.
 *
 * <p><b>Threads:</b> every method holds this object's lock.
 */
public final class InMemoryStudentStore implements StudentStore {
    private final TreeMap<String, Student> byId = new TreeMap<>();
    private boolean taken;

    @Override
    public synchronized List<Student> students() {
        return List.copyOf(byId.values());
    }

    @Override
    public List<Student> roster(String examId) {
        return students();
    }

    @Override
    public synchronized void upsert(Collection<Student> students) {
        // All are there before the first is stored.
        List.copyOf(students).forEach(student -> byId.put(student.id(), student));
    }

    @Override
    public synchronized boolean delete(String id) {
        return byId.remove(id) != null;
    }

    @Override
    public synchronized Optional<Turn> takeTurn() {
        if (taken) {
            return Optional.empty();
        }
        taken = true;
        return Optional.of(new Turn() {
            @Override
            public void keep() {
                // Nobody takes it away.
            }

            @Override
            public void close() {
                synchronized (InMemoryStudentStore.this) {
                    taken = false;
                }
            }
        });
    }
}
