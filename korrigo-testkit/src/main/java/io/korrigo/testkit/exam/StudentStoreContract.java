package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.io.IOException;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules for every {@link StudentStore}: extend it, and say how to make an empty store. It may give students ids of its own; columns
 * that it doesn't keep are said by {@link #kept}.
 */
public abstract class StudentStoreContract {
    private static final Student ONE = Student.of("s1", "D’ESTIENNE-ÉTÉ", "Zoé Inès", LocalDate.of(2008, 2, 29));

    private StudentStore store;

    /** A new store without students. */
    protected abstract StudentStore emptyStore();

    /** Two parts without students of the host that {@link #emptyStore} made, as {@code within} gives them; none where it has no parts. */
    protected List<StudentStore> parts() {
        return List.of();
    }

    /** What a host with fewer columns keeps of a student: all of them unless told. */
    protected Student kept(Student student) {
        return student;
    }

    private Student stored(Student student) {
        List<Student> answer = store.upsert(List.of(student));

        assertThat(answer).hasSize(1);
        return answer.get(0);
    }

    @BeforeEach
    final void start() {
        store = emptyStore();
    }

    @Test
    void startsEmpty() {
        assertThat(store.students()).isEmpty();
    }

    @Test
    void keepsEveryComponent() {
        Student stored = stored(ONE);

        assertThat(kept(stored.withId("s1"))).isEqualTo(kept(ONE));
        assertThat(store.students()).containsExactly(kept(stored));
        assertThat(store.student(stored.id())).contains(kept(stored));
        assertThat(store.student("somebody else")).isEmpty();
    }

    @Test
    void findsThoseWhomItKnowsByTheirIds() {
        List<Student> stored =
                store.upsert(List.of(ONE, Student.of("s2", "ROUX", "Léo", null), Student.of("s3", "ROY", "Ada", null)));

        Map<String, Student> found = store.students(
                List.of(stored.get(2).id(), "somebody else", stored.get(0).id()));

        assertThat(found)
                .containsOnly(
                        entry(stored.get(0).id(), kept(stored.get(0))),
                        entry(stored.get(2).id(), kept(stored.get(2))));
        assertThat(store.students(List.of())).isEmpty();
    }

    /** As an import does that goes on behind one that broke off. */
    @Test
    void knowsANewStudentAgainWhoComesTwice() {
        Student stored = stored(ONE);

        assertThat(stored(ONE)).isEqualTo(stored);
        assertThat(stored(stored)).isEqualTo(stored);

        assertThat(store.students()).containsExactly(kept(stored));
    }

    @Test
    void answersInTheOrderInWhichItIsAsked() {
        List<Student> stored =
                store.upsert(List.of(Student.of("s2", "B", "B", null), Student.of("s1", "A", "A", null)));

        assertThat(stored).extracting(Student::lastName).containsExactly("B", "A");
        assertThat(store.upsert(List.of())).isEmpty();
    }

    @Test
    void knowsOnlyThePartsOwnStudentsWithinIt() {
        List<StudentStore> parts = parts();
        Assumptions.assumeFalse(parts.isEmpty(), "The host has no parts");
        Student here = parts.get(0).upsert(List.of(ONE)).get(0);
        Student there = parts.get(1)
                .upsert(List.of(Student.of("s2", "ROUX", "Léo", null)))
                .get(0);

        assertThat(parts.get(0).students()).containsExactly(kept(here));
        assertThat(parts.get(0).student(there.id())).isEmpty();
        assertThat(parts.get(0).students(List.of(here.id(), there.id()))).containsOnlyKeys(here.id());
        assertThat(parts.get(0).delete(there.id())).isFalse();
        assertThat(parts.get(1).students()).containsExactly(kept(there));
    }

    @Test
    void givesOnRostersOnlyStudentsWhomItKnows() {
        store.upsert(List.of(ONE));

        assertThat(store.students()).containsAll(store.roster("any exam"));
    }

    @Test
    void storesAllOrNone() {
        List<Student> many = new ArrayList<>(IntStream.range(0, 50)
                .mapToObj(i -> Student.of("s" + i, "NOM", "Prénom", null))
                .toList());
        Collection<Student> breaking = new AbstractList<>() {
            @Override
            public Student get(int index) {
                if (index == 40) {
                    throw new IllegalStateException("the file broke off");
                }
                return many.get(index);
            }

            @Override
            public int size() {
                return many.size();
            }
        };

        assertThatThrownBy(() -> store.upsert(breaking)).hasMessage("the file broke off");

        assertThat(store.students()).isEmpty();
    }

    @Test
    void showsAllOrNoneWhileTheyAreStored() throws Exception {
        List<Student> many = IntStream.range(0, 2000)
                .mapToObj(i -> Student.of("s" + i, "NOM", "Prénom", null))
                .toList();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> stored = writer.submit(() -> store.upsert(many));
            while (!stored.isDone()) {
                assertThat(store.students().size()).isIn(0, many.size());
            }
            stored.get();
        } finally {
            writer.shutdownNow();
        }
    }

    @Test
    void replacesAStudentWithTheSameId() {
        Student married = Student.of(stored(ONE).id(), "NGUYEN", "Zoé", null);

        List<Student> stored = store.upsert(List.of(married, Student.of("s2", "ROUX", "Léo", null)));

        assertThat(stored.get(0)).isEqualTo(married);
        assertThat(store.students()).containsExactlyElementsOf(stored);
    }

    @Test
    void keepsTheLastOfSeveralWithOneId() {
        Student again = Student.of("s1", "NGUYEN", "Zoé", null);

        store.upsert(List.of(ONE, again));

        assertThat(store.students()).extracting(Student::lastName).containsExactly("NGUYEN");
    }

    @Test
    void keepsTextThatLooksLikeSyntax() {
        Student odd = new Student("s1", "NULL", "{a,\"b\"}", "D'\\é", null, "a@b", "", "\"", null);

        Student stored = stored(odd);

        assertThat(store.students()).containsExactly(kept(odd.withId(stored.id())));
    }

    @Test
    void removesAStudent() {
        String id = stored(ONE).id();

        assertThat(store.delete(id)).isTrue();
        assertThat(store.delete(id)).isFalse();

        assertThat(store.students()).isEmpty();
    }

    @Test
    void takesThousandsAtOnce() {
        List<Student> many = IntStream.range(0, 3000)
                .mapToObj(i -> Student.of("s" + i, "NOM", "Prénom " + i, null))
                .toList();

        store.upsert(many);

        assertThat(store.students()).hasSize(3000);
    }

    @Test
    void givesTheTurnToOneAtATime() {
        Optional<Student> stored = store.inTurn(turn -> {
            turn.keep();

            assertThat(store.<Integer, RuntimeException>inTurn(another -> 1)).isEmpty();
            return stored(ONE);
        });

        assertThat(store.students()).containsExactly(kept(stored.orElseThrow()));
        assertThat(store.<Integer, RuntimeException>inTurn(next -> 1)).contains(1);
    }

    @Test
    void endsTheTurnThoughTheWorkFails() {
        assertThatThrownBy(() -> store.inTurn(turn -> {
                    throw new IOException("the file broke off");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the file broke off");

        assertThat(store.<Integer, RuntimeException>inTurn(next -> 1)).contains(1);
    }
}
