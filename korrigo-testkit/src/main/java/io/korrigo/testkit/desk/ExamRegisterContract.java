package io.korrigo.testkit.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.desk.ExamRegister;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.ImportedScan;
import io.korrigo.exam.Question;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules for every {@link ExamRegister}: extend it, and say how to make an empty one. */
public abstract class ExamRegisterContract {
    private static final Exam PHYSICS = exam("e-1", "Physique", Set.of("prof", "autre"));
    private static final Exam HISTORY = exam("e-2", "Histoire", Set.of("prof"));

    private ExamRegister register;
    private ExamStore store;

    /** A register without exams, and the store that reads them. */
    public record Made(ExamRegister register, ExamStore store) {}

    /** Makes a new one. */
    protected abstract Made make();

    @BeforeEach
    final void open() {
        Made made = make();
        register = made.register();
        store = made.store();
    }

    private static Exam exam(String id, String name, Set<String> teachers) {
        return new Exam(
                id,
                name,
                LocalDate.of(2026, 5, 12),
                4,
                List.of(new Question("1", "Exercice 1", new BigDecimal("2.50"), List.of())),
                teachers);
    }

    @Test
    void keepsExamsAsTheyWereMade() {
        assertThat(register.add(PHYSICS)).isTrue();
        assertThat(register.add(HISTORY)).isTrue();

        assertThat(store.exam("e-1")).contains(PHYSICS);
        assertThat(register.exams(null)).containsExactly(HISTORY, PHYSICS);
        assertThat(register.exams("autre")).containsExactly(PHYSICS);
        assertThat(register.exams("nobody")).isEmpty();
    }

    @Test
    void takesAnIdOnce() {
        register.add(PHYSICS);

        assertThat(register.add(exam("e-1", "Autre", Set.of()))).isFalse();

        assertThat(store.exam("e-1")).contains(PHYSICS);
    }

    @Test
    void changesWhatIsAsItWasRead() {
        register.add(PHYSICS);
        Exam changed = new Exam("e-1", "Physique-chimie", null, 2, List.of(), Set.of("remplaçante"));

        assertThat(register.replace(PHYSICS, changed)).isTrue();
        assertThat(register.replace(PHYSICS, HISTORY.id().equals("e-1") ? HISTORY : PHYSICS))
                .isFalse();

        assertThat(store.exam("e-1")).contains(changed);
        assertThat(register.exams("prof")).isEmpty();
        assertThat(register.replace(HISTORY, HISTORY)).isFalse();
        assertThatThrownBy(() -> register.replace(changed, HISTORY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removesAnExamWithItsCopiesAndNothingElse() {
        register.add(PHYSICS);
        register.add(HISTORY);
        store.addScan(
                new ImportedScan("e-1", "a".repeat(64), "t", 4, 1, 0), List.of(copy("c-1", "e-1", "A1")), List.of());
        store.addScan(
                new ImportedScan("e-2", "a".repeat(64), "t", 4, 1, 0), List.of(copy("c-2", "e-2", "A2")), List.of());

        assertThat(register.remove("e-1")).contains(new ExamRegister.Removal("e-1", 1, 2));

        assertThat(store.exam("e-1")).isEmpty();
        assertThat(store.copy("c-1")).isEmpty();
        assertThat(store.scan("e-1", "a".repeat(64))).isEmpty();
        assertThat(store.copy("c-2")).isPresent();
        assertThat(register.remove("e-1")).isEmpty();
        assertThat(register.add(PHYSICS)).isTrue();
    }

    private static Copy copy(String id, String exam, String anonymousId) {
        return new Copy(
                id,
                exam,
                anonymousId,
                CopyStatus.READY,
                List.of(new Booklet(id + "-b", List.of(id + "-0.jpg", id + "-1.jpg"))),
                null,
                null,
                0);
    }
}
