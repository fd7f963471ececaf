package io.korrigo.spring.host;

import io.korrigo.exam.AuditLog;
import io.korrigo.exam.BlobStore;
import io.korrigo.exam.ExamStore;
import io.korrigo.exam.StudentStore;
import io.korrigo.testkit.exam.InMemoryBlobStore;
import io.korrigo.testkit.exam.InMemoryExamStore;
import io.korrigo.testkit.exam.InMemoryStudentStore;
import io.korrigo.testkit.exam.RecordingAuditLog;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application with users, tables and a data source of its own, into which Korrigo is put. */
@SpringBootApplication
class Host {
    @Bean
    StudentStore students() {
        return new InMemoryStudentStore();
    }

    @Bean
    ExamStore exams() {
        return new InMemoryExamStore();
    }

    @Bean
    BlobStore blobs() {
        return new InMemoryBlobStore();
    }

    @Bean
    AuditLog audit() {
        return new RecordingAuditLog();
    }

    @Bean
    School school(JdbcTemplate jdbc) {
        jdbc.execute("create table if not exists school_uploads (name varchar(100))");
        return new School();
    }

    /** Its users, by a header instead of a login. */
    @Bean
    Filter users() {
        return (request, response, rest) -> rest.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Principal getUserPrincipal() {
                        String name = getHeader("X-User");
                        return name == null ? null : () -> name;
                    }

                    @Override
                    public boolean isUserInRole(String role) {
                        return role.equals("ADMIN") && "head".equals(getHeader("X-User"));
                    }
                },
                response);
    }
}
