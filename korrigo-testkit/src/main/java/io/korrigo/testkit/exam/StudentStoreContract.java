package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.exam.StudentStore.Turn;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link StudentStore}: extend it, and say how to make an empty store. */
public abstract class StudentStoreContract {
    private static final Student ONE = Student.of("s1", "D’ESTIENNE-ÉTÉ", "Zoé Inès", LocalDate.of(2008, 2, 29));

    private StudentStore store;

    /** A new store without students. */
    protected abstract StudentStore emptyStore();

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
        store.upsert(List.of(ONE));

        assertThat(store.students()).containsExactly(ONE);
        assertThat(store.student("s1")).contains(ONE);
        assertThat(store.student("s2")).isEmpty();
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
        Student married = Student.of("s1", "NGUYEN", "Zoé", null);
        store.upsert(List.of(ONE));

        store.upsert(List.of(married, Student.of("s2", "ROUX", "Léo", null)));

        assertThat(store.students()).extracting(Student::id).containsExactly("s1", "s2");
        assertThat(store.students()).contains(married);
    }

    @Test
    void keepsTheLastOfSeveralWithOneId() {
        Student again = Student.of("s1", "NGUYEN", "Zoé", null);

        store.upsert(List.of(ONE, again));

        assertThat(store.students()).containsExactly(again);
    }

    @Test
    void keepsTextThatLooksLikeSyntax() {
        Student odd = new Student("s1", "NULL", "{a,\"b\"}", "D'\\é", null, "a@b", "", "\"", null);

        store.upsert(List.of(odd));

        assertThat(store.students()).containsExactly(odd);
    }

    @Test
    void removesAStudent() {
        store.upsert(List.of(ONE));

        assertThat(store.delete("s1")).isTrue();
        assertThat(store.delete("s1")).isFalse();

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
        try (Turn turn = store.takeTurn().orElseThrow()) {
            turn.keep();

            assertThat(store.takeTurn()).isEmpty();
            store.upsert(List.of(ONE));
        }

        assertThat(store.students()).containsExactly(ONE);
        Optional<Turn> next = store.takeTurn();
        assertThat(next).isPresent();
        next.orElseThrow().close();
    }
}
