package io.korrigo.tasks;

import io.korrigo.InvalidInputException;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Booklet;
import io.korrigo.exam.Copy;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Question;
import io.korrigo.exam.StudentStore;
import io.korrigo.flatten.BlankedRegion;
import io.korrigo.flatten.CopyToFlatten;
import io.korrigo.flatten.FlattenOptions;
import io.korrigo.flatten.QuestionLine;
import io.korrigo.flatten.source.PageSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the ports know about a corrected copy into what the flattener draws. */
final class CorrectedCopies {
    private final ExamStore exams;
    private final StudentStore students;
    private final BlobStore blobs;
    private final ExportOptions options;

    CorrectedCopies(ExamStore exams, StudentStore students, BlobStore blobs, ExportOptions options) {
        this.exams = exams;
        this.students = students;
        this.blobs = blobs;
        this.options = options;
    }

    CopyToFlatten read(Copy copy) {
        Exam exam = exams.exam(copy.examId())
                .orElseThrow(() -> new InvalidInputException("Exam " + copy.examId() + " does not exist"));
        List<PageSource> pages = new ArrayList<>();
        for (String key : copy.pages()) {
            pages.add(PageSource.of(key, () -> blobs.open(key)));
        }
        return new CopyToFlatten(
                copy.id(),
                copy.anonymousId(),
                studentName(copy),
                pages,
                exams.annotations(copy.id()),
                exams.marks(copy.id()),
                blanked(copy),
                flattening(exam));
    }

    private @Nullable String studentName(Copy copy) {
        if (!options.namesStudents() || copy.identification() == null) {
            return null;
        }
        return students.student(copy.identification().studentId())
                .map(student -> student.firstName() + " " + student.lastName())
                .orElse(null);
    }

    /** The header of each booklet, which is on its first page. */
    private List<BlankedRegion> blanked(Copy copy) {
        List<BlankedRegion> regions = new ArrayList<>();
        if (options.blankedHeader() != null) {
            int index = 0;
            for (Booklet booklet : copy.booklets()) {
                if (!booklet.pages().isEmpty()) {
                    regions.add(new BlankedRegion(index, options.blankedHeader()));
                }
                index += booklet.pages().size();
            }
        }
        return regions;
    }

    private FlattenOptions flattening(Exam exam) {
        BigDecimal maximum =
                exam.markingScheme().stream().map(Question::maximum).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new FlattenOptions(
                options.locale(),
                exam.name(),
                maximum.signum() > 0 ? maximum : null,
                lines(exam.markingScheme()),
                options.archival());
    }

    private static List<QuestionLine> lines(List<Question> questions) {
        return questions.stream()
                .map(question -> new QuestionLine(
                        question.id(), label(question), question.maximum(), lines(question.children())))
                .toList();
    }

    /** "1.a Définir", unless the label begins with the id as it is. */
    private static String label(Question question) {
        return question.label().startsWith(question.id()) ? question.label() : question.id() + " " + question.label();
    }

    /** The same for the same drawing by the same flattener: page blobs never change under their key. */
    static String finalPdfKey(Copy copy, CopyToFlatten input) {
        return BlobKeys.finalPdf(copy.examId(), copy.id(), ContentDigest.of(copy.pages(), input));
    }
}
