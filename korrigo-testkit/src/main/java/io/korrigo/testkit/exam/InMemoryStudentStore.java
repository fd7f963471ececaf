package io.korrigo.testkit.exam;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Students in a map.
 *
 * <p><b>Threads:</b> every method but {@link #inTurn} holds this object's lock.
 */
public final class InMemoryStudentStore implements StudentStore {
    private final TreeMap<String, Student> byId = new TreeMap<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    @Override
    public synchronized List<Student> students() {
        return List.copyOf(byId.values());
    }

    @Override
    public List<Student> roster(String examId) {
        return students();
    }

    @Override
    public synchronized List<Student> upsert(Collection<Student> students) {
        // All are there before the first is stored.
        List<Student> all = List.copyOf(students);
        all.forEach(student -> byId.put(student.id(), student));
        return all.stream()
                .map(student -> Objects.requireNonNull(byId.get(student.id())))
                .toList();
    }

    @Override
    public synchronized boolean delete(String id) {
        return byId.remove(id) != null;
    }

    @Override
    public <R, E extends Exception> Optional<R> inTurn(TurnWork<R, E> work) throws E {
        if (!taken.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.run(() -> {
                // Nobody takes it away.
            }));
        } finally {
            taken.set(false);
        }
    }
}
