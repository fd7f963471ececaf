package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Annotation;
import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyGrading;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyMarks;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Stores with a fault each, which the contract suites must notice. */
class BrokenStoresTest {
    /** A store that hands everything on. */
    private static class Handed implements ExamStore {
        final InMemoryExamStore store;

        Handed(InMemoryExamStore store) {
            this.store = store;
        }

        @Override
        public List<String> examIds() {
            return store.examIds();
        }

        @Override
        public Optional<Exam> exam(String examId) {
            return store.exam(examId);
        }

        @Override
        public List<Copy> copies(String examId) {
            return store.copies(examId);
        }

        @Override
        public Optional<Copy> copy(String copyId) {
            return store.copy(copyId);
        }

        @Override
        public List<Annotation> annotations(String copyId) {
            return store.annotations(copyId);
        }

        @Override
        public CopyMarks marks(String copyId) {
            return store.marks(copyId);
        }

        @Override
        public Outcome identify(String copyId, long version, CopyIdentification identification) {
            return store.identify(copyId, version, identification);
        }

        @Override
        public Outcome attachFinalPdf(String copyId, long version, String blobKey) {
            return store.attachFinalPdf(copyId, version, blobKey);
        }

        @Override
        public Outcome beginGrading(String copyId, long version) {
            return store.beginGrading(copyId, version);
        }

        @Override
        public Outcome endGrading(String copyId, long version, CopyGrading grading) {
            return store.endGrading(copyId, version, grading);
        }

        @Override
        public Optional<CopyGrading> grading(String copyId) {
            return store.grading(copyId);
        }
    }

    private abstract static class ExamSuite extends ExamStoreContract {
        abstract ExamStore broken(InMemoryExamStore store);

        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            copies.forEach(filled -> store.add(filled.copy(), filled.annotations(), filled.marks()));
            return broken(store);
        }
    }

    /** Compares the version first and writes later, without a lock in between. */
    static final class LosesUpdates extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return new Handed(store) {
                @Override
                public Outcome identify(String copyId, long version, CopyIdentification identification) {
                    if (store.copy(copyId)
                            .filter(copy -> copy.version() == version)
                            .isEmpty()) {
                        return Outcome.COPY_CHANGED;
                    }
                    Thread.yield();
                    long now = store.copy(copyId).orElseThrow().version();
                    return store.identify(copyId, now, identification);
                }
            };
        }
    }

    /** Attaches whatever the version. */
    static final class AttachesWithoutVersion extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return new Handed(store) {
                @Override
                public Outcome attachFinalPdf(String copyId, long version, String blobKey) {
                    long now = store.copy(copyId).map(Copy::version).orElse(version);
                    return store.attachFinalPdf(copyId, now, blobKey);
                }
            };
        }
    }

    /** Throws where a copy isn't there. */
    static final class ThrowsForUnknownCopies extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return new Handed(store) {
                @Override
                public Outcome identify(String copyId, long version, CopyIdentification identification) {
                    return store.identify(store.copy(copyId).orElseThrow().id(), version, identification);
                }
            };
        }
    }

    /** Lists copies by their ids. */
    static final class ListsById extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return new Handed(store) {
                @Override
                public List<Copy> copies(String examId) {
                    return store.copies(examId).stream()
                            .sorted(Comparator.comparing(Copy::id))
                            .toList();
                }
            };
        }
    }

    /** Stores one student after the other. */
    static final class StoresOneByOne extends StudentStoreContract {
        @Override
        protected StudentStore emptyStore() {
            InMemoryStudentStore store = new InMemoryStudentStore();
            return new StudentStore() {
                @Override
                public List<Student> students() {
                    return store.students();
                }

                @Override
                public List<Student> roster(String examId) {
                    return store.roster(examId);
                }

                @Override
                public void upsert(Collection<Student> students) {
                    students.forEach(student -> store.upsert(List.of(student)));
                }

                @Override
                public boolean delete(String id) {
                    return store.delete(id);
                }

                @Override
                public Optional<Turn> takeTurn() {
                    return store.takeTurn();
                }
            };
        }
    }

    private static Set<String> failed(Class<?> suite) {
        Set<String> failed = new TreeSet<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(suite))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    failed.add(test.getDisplayName());
                                }
                            }
                        });
        return failed;
    }

    @Test
    void areNoticed() {
        assertThat(failed(LosesUpdates.class)).contains("storesOneOfManyIdentificationsMadeFromOneVersion()");
        assertThat(failed(AttachesWithoutVersion.class)).contains("attachesOneOfTwoFinalPdfsMadeFromOneVersion()");
        assertThat(failed(ThrowsForUnknownCopies.class)).containsExactly("changesNoCopyThatItDoesNotKnow()");
        assertThat(failed(ListsById.class)).containsExactly("listsCopiesByAnonymousId()");
        assertThat(failed(StoresOneByOne.class)).contains("storesAllOrNone()");
        assertThat(failed(InMemoryExamStoreTest.class)).isEmpty();
    }
}
