package io.korrigo.rest;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.task.TaskSnapshot;
import io.korrigo.task.TaskStore;
import io.korrigo.tasks.BatchOcr;
import io.korrigo.tasks.CmenOcr;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.FinalizeCopy;
import io.korrigo.tasks.FlattenCopy;
import io.korrigo.tasks.ImportPdf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what, asked of the exams as they are when it is read: a teacher who was taken off an exam has lost what they
 * asked for before. What somebody may not have answers as what isn't there.
 */
final class ExamAccess {
    private final ExamStore exams;

    ExamAccess(ExamStore exams) {
        this.exams = exams;
    }

    /** The exam, if there is one and the caller teaches it or is an administrator. */
    Exam exam(String examId, Caller caller) {
        Exam exam = exams.exam(examId).orElseThrow(() -> noExam());
        if (!caller.admin() && !exam.teachers().contains(caller.name())) {
            throw noExam().hidingRefusal();
        }
        return exam;
    }

    /** The copy, if there is one and the caller teaches its exam or is an administrator. */
    Copy copy(String copyId, Caller caller) {
        Copy copy = exams.copy(copyId).orElseThrow(() -> noCopy());
        if (!caller.admin() && !teaches(copy.examId(), caller)) {
            throw noCopy().hidingRefusal();
        }
        return copy;
    }

    /**
     * The student's own copy, if it is released: graded, with its PDF. Nothing changes a graded copy any more, neither marks nor whose
     * it is, so nobody reads what is taken back later; a PDF that was only exported may still change.
     */
    Copy released(String copyId, Caller student) {
        Copy copy = exams.copy(copyId).orElseThrow(() -> noCopy());
        if (!isReleased(copy, student)) {
            throw noCopy().hidingRefusal();
        }
        return copy;
    }

    /** All copies of the student that are {@link #released}. */
    List<Copy> released(Caller student) {
        return student.studentId() == null
                ? List.of()
                : exams.copiesOf(student.studentId()).stream()
                        .filter(copy -> isReleased(copy, student))
                        .toList();
    }

    private static boolean isReleased(Copy copy, Caller student) {
        CopyIdentification identification = copy.identification();
        return copy.status() == CopyStatus.GRADED
                && copy.finalPdf() != null
                && identification != null
                && identification.studentId().equals(student.studentId());
    }

    private static Problem noExam() {
        return Problem.notFound("exam.unknown");
    }

    private static Problem noCopy() {
        return Problem.notFound("copy.unknown");
    }

    /** Whoever submitted the task, as long as they teach the exams that it is about; and administrators. */
    boolean mayRead(TaskSnapshot task, Caller caller) {
        return caller.admin() || task.owner().equals(caller.name()) && teachesAllOf(task.parameters(), caller);
    }

    private boolean teachesAllOf(Record parameters, Caller caller) {
        if (parameters instanceof ExportAllCopies.Parameters export) {
            return teaches(export.examId(), caller);
        } else if (parameters instanceof ImportPdf.Parameters scan) {
            return teaches(scan.examId(), caller);
        } else if (parameters instanceof FlattenCopy.Parameters flatten) {
            return teachesCopies(List.of(flatten.copyId()), caller);
        } else if (parameters instanceof FinalizeCopy.Parameters finalize) {
            return teachesCopies(List.of(finalize.copyId()), caller);
        } else if (parameters instanceof CmenOcr.Parameters ocr) {
            return teachesCopies(List.of(ocr.copyId()), caller);
        } else if (parameters instanceof BatchOcr.Parameters batch) {
            return batch.examId() != null ? teaches(batch.examId(), caller) : teachesCopies(batch.copyIds(), caller);
        }
        return true;
    }

    /** {@link #mayRead(TaskSnapshot, Caller)} for a task of which only its standing is known. */
    boolean mayHear(TaskStore.Standing task, Caller caller) {
        String exam = task.subject();
        return caller.admin() || task.owner().equals(caller.name()) && (exam == null || teaches(exam, caller));
    }

    /** The exam that a task with these parameters is about, or null where it is about none, or about several copies. */
    @Nullable
    String examOf(Record parameters) {
        if (parameters instanceof ExportAllCopies.Parameters export) {
            return export.examId();
        } else if (parameters instanceof ImportPdf.Parameters scan) {
            return scan.examId();
        } else if (parameters instanceof BatchOcr.Parameters batch) {
            return batch.examId();
        } else if (parameters instanceof CmenOcr.Parameters ocr) {
            return examOfCopy(ocr.copyId());
        } else if (parameters instanceof FlattenCopy.Parameters flatten) {
            return examOfCopy(flatten.copyId());
        } else if (parameters instanceof FinalizeCopy.Parameters finalize) {
            return examOfCopy(finalize.copyId());
        }
        return null;
    }

    private @Nullable String examOfCopy(String copyId) {
        return exams.copy(copyId).map(Copy::examId).orElse(null);
    }

    private boolean teachesCopies(List<String> copyIds, Caller caller) {
        return copyIds.stream()
                .map(exams::copy)
                .flatMap(Optional::stream)
                .map(Copy::examId)
                .distinct()
                .allMatch(examId -> teaches(examId, caller));
    }

    private boolean teaches(String examId, Caller caller) {
        return exams.exam(examId)
                .map(exam -> exam.teachers().contains(caller.name()))
                .orElse(false);
    }
}
