package io.korrigo.examples.plain;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A servlet container without Spring, used by whom it signs in. */
abstract class ContainerRules {
    private static final String ROSTER =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\n"
                    + "NOM;PRENOM;DATE_NAISSANCE\nDUPONT;Anne;01/02/2008\n\r\n--b--\r\n";

    @TempDir
    private Path folder;

    /** A running host. */
    interface Running extends AutoCloseable {
        int port();
    }

    abstract Running start(DataSource dataSource, Path files) throws Exception;

    private static HttpResponse<String> importRoster(int port, String password) throws Exception {
        String user = Base64.getEncoder().encodeToString(("head:" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/students/import/"))
                .header("Authorization", "Basic " + user)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(ROSTER))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void importsAClassListIntoTheSchoolsTableForWhomTheContainerSignedIn() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:async:" + folder.resolve("school") + ";WRITE_DELAY=0");
            pool.setMaximumPoolSize(10 + Runtime.getRuntime().availableProcessors());
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table pupils (id varchar(64) primary key, family_name varchar(200) not null,"
                        + " given_name varchar(200) not null, born date, form varchar(100))");
            }
            try (Running host = start(pool, folder)) {
                assertThat(importRoster(host.port(), "wrong").statusCode()).isEqualTo(401);

                HttpResponse<String> accepted = importRoster(host.port(), "secret");

                assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(pupil(pool)).isEqualTo("DUPONT Anne 2008-02-01"));
            }
        }
    }

    private static String pupil(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select family_name, given_name, born from pupils")) {
            return row.next() ? row.getString(1) + " " + row.getString(2) + " " + row.getString(3) : "";
        }
    }
}
