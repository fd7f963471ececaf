package io.korrigo.testkit.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.ExamStore.Outcome;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Stores with a fault each, which the contract suites must notice. */
class BrokenStoresTest {
    /** What a store does in place of one of its methods. */
    @FunctionalInterface
    private interface Fault {
        @Nullable
        Object with(Object[] arguments);
    }

    /** A store that hands everything on but for one method. */
    private static <S> S broken(Class<S> port, S store, String method, Fault fault) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, called, given) -> {
                    try {
                        return called.getName().equals(method) ? fault.with(given) : called.invoke(store, given);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    private abstract static class ExamSuite extends ExamStoreContract {
        private InMemoryExamStore inner;

        abstract ExamStore broken(InMemoryExamStore store);

        @Override
        protected ExamStore storeWith(Exam exam, List<FilledCopy> copies) {
            InMemoryExamStore store = new InMemoryExamStore().add(exam);
            copies.forEach(filled -> store.add(filled.copy(), filled.annotations(), filled.marks()));
            inner = store;
            return broken(store);
        }

        @Override
        protected void removeStudent(String id) {
            inner.studentGone(id);
        }
    }

    /** Compares the version first and writes later, without a lock in between. */
    static final class LosesUpdates extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return BrokenStoresTest.broken(ExamStore.class, store, "identify", given -> {
                Copy read = store.copy((String) given[0]).orElse(null);
                if (read == null || read.version() != (long) given[1]) {
                    return Outcome.COPY_CHANGED;
                }
                Thread.yield();
                long now = store.copy(read.id()).orElseThrow().version();
                return store.identify(read.id(), now, (CopyIdentification) given[2]);
            });
        }
    }

    /** Attaches whatever the version. */
    static final class AttachesWithoutVersion extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return BrokenStoresTest.broken(ExamStore.class, store, "attachFinalPdf", given -> {
                String id = (String) given[0];
                long now = store.copy(id).map(Copy::version).orElse(0L);
                return store.attachFinalPdf(id, now, (String) given[2]);
            });
        }
    }

    /** Throws where a copy isn't there. */
    static final class ThrowsForUnknownCopies extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return BrokenStoresTest.broken(
                    ExamStore.class,
                    store,
                    "identify",
                    given -> store.identify(
                            store.copy((String) given[0]).orElseThrow().id(), (long) given[1], (CopyIdentification)
                                    given[2]));
        }
    }

    /** Gives copies to students whom nobody knows any more. */
    static final class BringsStudentsBack extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            InMemoryExamStore forgetful = new InMemoryExamStore();
            store.examIds().forEach(id -> {
                forgetful.add(store.exam(id).orElseThrow());
                store.copies(id)
                        .forEach(copy -> forgetful.add(copy, store.annotations(copy.id()), store.marks(copy.id())));
            });
            return forgetful;
        }
    }

    /** Lists copies by their ids. */
    static final class ListsById extends ExamSuite {
        @Override
        ExamStore broken(InMemoryExamStore store) {
            return BrokenStoresTest.broken(
                    ExamStore.class,
                    store,
                    "copies",
                    given -> store.copies((String) given[0]).stream()
                            .sorted(Comparator.comparing(Copy::id))
                            .toList());
        }
    }

    /** Stores one student after the other. */
    static final class StoresOneByOne extends StudentStoreContract {
        @Override
        protected StudentStore emptyStore() {
            InMemoryStudentStore store = new InMemoryStudentStore();
            return broken(StudentStore.class, store, "upsert", given -> {
                List<Student> stored = new ArrayList<>();
                ((Collection<?>) given[0]).forEach(student -> stored.addAll(store.upsert(List.of((Student) student))));
                return stored;
            });
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
        assertThat(failed(BringsStudentsBack.class)).containsExactly("givesNoCopyToAStudentWhoIsGone()");
        assertThat(failed(ThrowsForUnknownCopies.class)).containsExactly("changesNoCopyThatItDoesNotKnow()");
        assertThat(failed(ListsById.class)).containsExactly("listsCopiesByAnonymousId()");
        assertThat(failed(StoresOneByOne.class)).contains("storesAllOrNone()");
        assertThat(failed(InMemoryExamStoreTest.class)).isEmpty();
    }
}
