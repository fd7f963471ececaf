package io.korrigo.examples.plain;

import io.korrigo.exam.BlobStore;
import io.korrigo.executor.jdbc.JdbcSchema;
import io.korrigo.executor.jdbc.JdbcTaskExecutor;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.Housekeeping;
import io.korrigo.host.PrivateFiles;
import io.korrigo.host.Readiness;
import io.korrigo.host.jdbc.JdbcAuditLog;
import io.korrigo.host.jdbc.JdbcDecisionStore;
import io.korrigo.host.jdbc.JdbcExamRegister;
import io.korrigo.host.jdbc.JdbcExamStore;
import io.korrigo.host.jdbc.JdbcMarkingStore;
import io.korrigo.host.jdbc.JdbcPaperStore;
import io.korrigo.host.jdbc.JdbcRevocationStore;
import io.korrigo.host.jdbc.JdbcStudentStore;
import io.korrigo.host.jdbc.Schema;
import io.korrigo.host.jdbc.StudentTable;
import io.korrigo.identify.header.HeaderReader;
import io.korrigo.rest.Caller;
import io.korrigo.rest.KorrigoServlet;
import io.korrigo.rest.RestApi;
import io.korrigo.rest.Role;
import io.korrigo.scan.PileLimits;
import io.korrigo.task.TaskExecutor;
import io.korrigo.tasks.CleanupOrphanedFiles;
import io.korrigo.tasks.ExportOptions;
import io.korrigo.tasks.KorrigoTasks;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Korrigo's parts, put together by hand for any servlet container: over the application's database, its table of pupils, and whoever
 * the container signed in.
 */
final class SchoolParts implements AutoCloseable {
    private static final StudentTable PUPILS = new StudentTable(
            "pupils", "id", "family_name", null, "given_name", "born", null, "form", null, null, null, null);

    private final HeaderReader reader = new HeaderReader();
    private final TaskExecutor executor;
    private final Housekeeping housekeeping;
    private final RestApi api;

    SchoolParts(DataSource dataSource, Path folder) throws IOException {
        Jdbi jdbi = Jdbi.create(dataSource);
        Schema.apply(jdbi);
        JdbcSchema.apply(dataSource);
        JdbcExamStore exams = new JdbcExamStore(jdbi, PUPILS);
        JdbcStudentStore pupils = new JdbcStudentStore(jdbi, PUPILS, dataSource::getConnection);
        JdbcAuditLog audit = new JdbcAuditLog(jdbi, Clock.systemUTC());
        BlobStore files = new FolderBlobStore(PrivateFiles.folder(folder));
        KorrigoTasks tasks = KorrigoTasks.builder()
                .imports(pupils, files, audit)
                .identification(exams, pupils, files, audit, reader)
                .scans(exams, pupils, files, audit, reader, PileLimits.USUAL)
                .flattening(exams, pupils, files, audit, ExportOptions.in(Locale.FRENCH))
                .cleanUp(exams, files, CleanupOrphanedFiles.USUALLY_KEPT, Clock.systemUTC());
        executor = JdbcTaskExecutor.builder(dataSource, tasks.build()).build();
        housekeeping = Housekeeping.start(executor);
        api = new RestApi(
                executor,
                exams,
                files,
                audit,
                SchoolParts::caller,
                null,
                null,
                new RestApi.Desk(
                        new JdbcExamRegister(jdbi),
                        new JdbcDecisionStore(jdbi, PUPILS),
                        new JdbcMarkingStore(jdbi),
                        new JdbcPaperStore(jdbi, PUPILS),
                        new JdbcRevocationStore(jdbi),
                        pupils),
                null,
                work -> jdbi.useTransaction(handle -> work.run()),
                Map.of("database", () -> Readiness.requireAnswers(dataSource)));
    }

    /** Whoever the container signed in, by the roles that the school gives. */
    private static Optional<Caller> caller(HttpServletRequest request) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (request.isUserInRole("head")) {
            roles.add(Role.ADMIN);
        }
        return Optional.ofNullable(request.getUserPrincipal()).map(user -> new Caller(user.getName(), roles, true));
    }

    /** To be mapped to {@code /api/*} and {@code /ui/*}, with {@link KorrigoServlet#multipartConfig}. */
    KorrigoServlet servlet() {
        return new KorrigoServlet(api);
    }

    /** After the container has stopped to answer. */
    @Override
    public void close() {
        housekeeping.close();
        executor.close();
        reader.close();
    }
}
