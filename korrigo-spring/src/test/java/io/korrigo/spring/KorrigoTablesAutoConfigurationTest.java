package io.korrigo.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.account.StudentErasure;
import io.korrigo.desk.ExamRegister;
import io.korrigo.exam.AccountStore;
import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.Exam;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.Student;
import io.korrigo.exam.StudentStore;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.Submission;
import io.korrigo.task.TaskExecutor;
import io.korrigo.task.TaskId;
import io.korrigo.task.TaskRegistry;
import io.korrigo.task.TaskState;
import io.korrigo.tasks.BulkCreateUsers;
import io.korrigo.tasks.ExportAllCopies;
import io.korrigo.tasks.ImportPdf;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("slow")
class KorrigoTablesAutoConfigurationTest {
    private static final Student LEA = Student.of("p1", "ROUX", "Léa", null);

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    KorrigoFilesAutoConfiguration.class,
                    KorrigoAccountsAutoConfiguration.class,
                    KorrigoTablesAutoConfiguration.class,
                    KorrigoAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=" + database, "korrigo.tasks.workers=0");

    private void execute(String sql) {
        new JdbcTemplate(new DriverManagerDataSource(database, "sa", "")).execute(sql);
    }

    @Test
    void hasEveryPortAndTaskOfAnApplicationThatHasADatabaseAndAFolder(@TempDir Path folder) {
        application
                .withPropertyValues("korrigo.files.folder=" + folder, "korrigo.credentials.folder=" + folder)
                .run(context -> {
                    TaskRegistry tasks = context.getBean(TaskRegistry.class);

                    assertThat(tasks.find(ExportAllCopies.KIND.name())).isPresent();
                    assertThat(tasks.find(BulkCreateUsers.KIND.name())).isPresent();
                    assertThat(context).hasSingleBean(ExamRegister.class).hasSingleBean(StudentErasure.class);
                });
    }

    @Test
    void importsScansOfAsManyPicturesAsTheApplicationSays(@TempDir Path folder) {
        byte[] twoPictures = zipOfTwoPictures();
        application
                .withPropertyValues(
                        "korrigo.files.folder=" + folder, "korrigo.scans.views=1", "korrigo.tasks.workers=1")
                .run(context -> {
                    context.getBean(ExamRegister.class).add(new Exam("e", "HG", null, 4, List.of(), Set.of()));
                    context.getBean(BlobStore.class).publish("scans/two.zip", out -> out.write(twoPictures));
                    TaskExecutor executor = context.getBean(TaskExecutor.class);

                    TaskId task = executor.submit(Submission.of(
                                    ImportPdf.KIND,
                                    new ImportPdf.Parameters("e", "scans/two.zip", "two.zip", null, null),
                                    "office"))
                            .id();

                    Awaitility.await()
                            .until(() ->
                                    executor.store().find(task).orElseThrow().state() == TaskState.FAILURE);
                    assertThat(executor.store().find(task).orElseThrow().error())
                            .contains("the limit is 1: ");
                });
    }

    @Test
    void doesNotStartWithScansOfNothing() {
        application
                .withPropertyValues("korrigo.scans.size=0B")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("korrigo.scans.views and korrigo.scans.size are at least 1, not 500 and 0B"));
        application
                .withPropertyValues("korrigo.scans.size=1B", "korrigo.scans.views=1")
                .run(context -> assertThat(
                                context.getBean(KorrigoProperties.class).scans().limits())
                        .isEqualTo(new PileLimits(1, 1)));
    }

    private static byte[] zipOfTwoPictures() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("1.png", "2.png")) {
                zip.putNextEntry(new ZipEntry(name));
                ImageIO.write(new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY), "png", zip);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    @Test
    void givesStudentsNoAccountsUnlessToldHowToSealTheirPasswords() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AccountStore.class));
    }

    @Test
    void leavesExamsWhollyToAnApplicationThatKeepsSome() {
        application
                .withBean(ExamStore.class, InMemoryExamStore::new)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ExamRegister.class)
                        .hasSingleBean(ExamStore.class)
                        .hasSingleBean(StudentStore.class));
    }

    @Test
    void readsStudentsFromTheApplicationsTableAndErasesNoneThere(@TempDir Path folder) {
        execute("create table pupils (number varchar(64) primary key, last_name varchar(200), given varchar(200))");
        execute("insert into pupils values ('p1', 'ROUX', 'Léa')");

        application
                .withPropertyValues(
                        "korrigo.files.folder=" + folder,
                        "korrigo.students.table=pupils",
                        "korrigo.students.id=number",
                        "korrigo.students.first-name=given",
                        "korrigo.students.usage-name=",
                        "korrigo.students.birth-date=",
                        "korrigo.students.email=",
                        "korrigo.students.class-name=",
                        "korrigo.students.group=",
                        "korrigo.students.ine=")
                .run(context -> {
                    assertThat(context.getBean(StudentStore.class).students()).containsExactly(LEA);
                    assertThat(context).doesNotHaveBean(StudentErasure.class);
                });
    }

    @Test
    void saysWhichColumnOfTheApplicationsTableIsMissing() {
        execute("create table pupils (id varchar(64) primary key, last_name varchar(200), first_name varchar(200))");

        application.withPropertyValues("korrigo.students.table=pupils").run(context -> {
            var analysis = new KorrigoFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("pupils", "birth_date (birth date)");
            assertThat(analysis.getAction()).contains("korrigo.students.table");
        });
    }

    @Test
    void asksInWhichTableTheStudentsOfTheApplicationsOwnPortAre() {
        application
                .withBean(StudentStore.class, InMemoryStudentStore::new)
                .run(context -> assertThat(new KorrigoFailureAnalyzer()
                                .analyze(context.getStartupFailure())
                                .getDescription())
                        .contains("StudentStore of its own"));
    }

    @Test
    void holdsStudentsOfTheApplicationsOwnPortByTheirRows() {
        execute("create table pupils (number varchar(64) primary key)");

        application
                .withBean(StudentStore.class, InMemoryStudentStore::new)
                .withPropertyValues("korrigo.students.table=pupils", "korrigo.students.id=number")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void storesWithTheApplicationsTransactionOrNotAtAll() {
        execute("create table notes (note varchar(10))");

        application.run(context -> {
            JdbcTemplate notes = new JdbcTemplate(context.getBean(DataSource.class));
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            Runnable work = () -> {
                notes.update("insert into notes values ('x')");
                context.getBean(StudentStore.class).upsert(List.of(LEA));
                context.getBean(ExamRegister.class).add(new Exam("e1", "Maths", null, 4, List.of(), Set.of()));
                context.getBean(AuditLog.class).record(AuditLog.Event.IMPORT, "head", "p1", "");
            };

            transaction.executeWithoutResult(status -> {
                work.run();
                status.setRollbackOnly();
            });
            assertThat(context.getBean(StudentStore.class).students()).isEmpty();
            assertThat(context.getBean(ExamStore.class).examIds()).isEmpty();
            assertThat(context.getBean(AuditLog.class).entries(AuditLog.Event.IMPORT, "p1"))
                    .isEmpty();

            transaction.executeWithoutResult(status -> work.run());
            assertThat(context.getBean(StudentStore.class).students()).containsExactly(LEA);
            assertThat(context.getBean(ExamStore.class).examIds()).containsExactly("e1");
            assertThat(notes.queryForObject("select count(*) from notes", Integer.class))
                    .isOne();
        });
    }

    @Test
    void takesTheTurnOfAnImportBesideTheApplicationsTransaction() {
        application.run(context -> {
            StudentStore students = context.getBean(StudentStore.class);
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                students.upsert(List.of(LEA));
                assertThat(students.<Integer, RuntimeException>inTurn(turn -> 1))
                        .contains(1);
                status.setRollbackOnly();
            });

            assertThat(students.students()).isEmpty();
            assertThat(students.<Integer, RuntimeException>inTurn(turn -> 1)).contains(1);
        });
    }
}
