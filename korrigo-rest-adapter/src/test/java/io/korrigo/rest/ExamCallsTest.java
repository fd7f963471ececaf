package io.korrigo.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.exam.AuditLog.Event;
import io.korrigo.exam.Student;
import io.korrigo.rest.JsonClient.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exams, their copies, pictures of pages and students, as a screen asks for them. */
class ExamCallsTest {
    private static final String NEW = "{\"exam_id\": \"e-9\", \"name\": \"Physique\", \"date\": \"2027-02-01\","
            + " \"marking_scheme\": [{\"id\": \"1\", \"label\": \"Exercice 1\", \"children\": [{\"id\": \"1.a\", \"points\": 2.5}]}],"
            + " \"teachers\": [\"prof\"]}";

    private RunningApi api;
    private JsonClient client;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        api = new RunningApi(temporary, "");
        client = new JsonClient(api);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void makeAnExamAndShowIt() throws Exception {
        Answer made = client.post("prof", "/api/exams/", NEW);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/exams/e-9/");
        Answer shown = client.get("prof", "/api/exams/e-9/");
        assertThat(shown.body()).isEqualTo(made.body());
        assertThat(shown.header("ETag")).isEqualTo(made.header("ETag")).isNotEmpty();
        JsonNode question = shown.body().path("marking_scheme").get(0);
        assertThat(question.path("children").get(0).path("points").asDouble()).isEqualTo(2.5);
        assertThat(question.path("children").get(0).path("label").asText()).isEqualTo("1.a");
        assertThat(client.post("prof", "/api/exams/", NEW).status()).isEqualTo(409);
        assertThat(client.get("prof", "/api/exams/").body().path("exams")).hasSize(2);
        assertThat(client.get("other-prof", "/api/exams/").body().path("exams")).isEmpty();
        assertThat(api.audit.entries())
                .anyMatch(
                        entry -> entry.event() == Event.EXAM && entry.subject().equals("e-9"));
    }

    @Test
    void giveAnExamAnIdWhereItHasNone() throws Exception {
        Answer made = client.post("admin", "/api/exams/", "{\"name\": \"Chimie\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("exam_id").asText()).isNotEmpty();
        assertThat(made.body().path("pages_per_booklet").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"name\": \" \"}",
                "{\"name\": \"x\", \"exam_id\": \"../x\"}",
                "{\"name\": \"x\", \"exam_id\": \"..\"}",
                "{\"name\": \"x\", \"date\": \"tomorrow\"}",
                "{\"name\": \"x\", \"pages_per_booklet\": 0}",
                "{\"name\": \"x\", \"pages_per_booklet\": 65}",
                "{\"name\": \"x\", \"teachers\": \"prof\"}",
                "{\"name\": \"x\", \"teachers\": [\"\"]}",
                "{\"name\": \"x\", \"marking_scheme\": [{\"id\": \"1\"}, {\"id\": \"1\"}]}",
                "{\"name\": \"x\", \"marking_scheme\": [{\"id\": \"1\", \"points\": -1}]}",
                "{\"name\": \"x\", \"marking_scheme\": [{\"id\": \"1\", \"points\": 0.00001}]}",
                "{\"name\": \"x\", \"marking_scheme\": [1]}",
                "{\"name\": \"x\", \"colour\": 1}"
            })
    void refuseExamsThatCanNotBeMeant(String body) throws Exception {
        assertThat(client.post("admin", "/api/exams/", body).status()).isEqualTo(400);
    }

    @Test
    void keepATeacherFromExamsOfOthersAndFromLosingTheirOwn() throws Exception {
        assertThat(client.post("prof", "/api/exams/", "{\"name\": \"x\", \"teachers\": [\"other-prof\"]}")
                        .status())
                .isEqualTo(403);
        String etag = client.get("prof", "/api/exams/exam-1/").header("ETag");
        assertThat(client.send("prof", "PUT", "/api/exams/exam-1/", "{\"teachers\": []}", "If-Match", etag)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void changeWhatIsNamedOnlyAndOnlyAsItWasRead() throws Exception {
        String etag = client.get("prof", "/api/exams/exam-1/").header("ETag");
        String change = "{\"name\": \"Bac blanc\", \"teachers\": [\"prof\", \"other-prof\"]}";

        assertThat(client.send("prof", "PUT", "/api/exams/exam-1/", change).status())
                .isEqualTo(428);
        Answer changed = client.send("prof", "PUT", "/api/exams/exam-1/", change, "If-Match", etag);
        assertThat(client.send("prof", "PUT", "/api/exams/exam-1/", change, "If-Match", etag)
                        .status())
                .isEqualTo(412);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("name").asText()).isEqualTo("Bac blanc");
        assertThat(changed.body().path("pages_per_booklet").asInt()).isEqualTo(4);
        assertThat(client.get("other-prof", "/api/exams/exam-1/").header("ETag"))
                .isEqualTo(changed.header("ETag"));
    }

    @Test
    void removeAnExamWithAReceipt() throws Exception {
        Answer receipt = client.send("admin", "DELETE", "/api/exams/exam-1/", "");

        assertThat(receipt.body().path("copies").asInt()).isEqualTo(3);
        assertThat(receipt.body().path("files").asInt()).isEqualTo(3);
        assertThat(client.get("admin", "/api/exams/exam-1/").status()).isEqualTo(404);
        assertThat(client.get("admin", "/api/copies/copy-1/").status()).isEqualTo(404);
    }

    @Test
    void listCopiesWithoutAnyProbability() throws Exception {
        Answer list = client.get("prof", "/api/exams/exam-1/copies/");

        assertThat(list.body().path("copies")).hasSize(3);
        assertThat(list.body().path("copies").get(0).path("anonymous_id").asText())
                .isEqualTo("A-001");
        assertThat(list.response().body()).doesNotContain("probability");
        Answer one = client.get("prof", "/api/copies/copy-1/");
        assertThat(one.header("ETag")).isEqualTo("\"0\"");
        assertThat(one.body().path("pages").asInt()).isEqualTo(2);
    }

    private HttpResponse<byte[]> picture(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(api.url(path))).header("X-User", "prof");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @CsvSource({"'',413", "?w=100,160", "?w=160,160", "?w=161,400", "?w=5000,413"})
    void showAPageInAWidthThatItHas(String query, int width) throws Exception {
        HttpResponse<byte[]> answer = picture("/api/copies/copy-1/pages/1/image/" + query);

        BufferedImage page = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(page.getWidth()).isEqualTo(width);
        assertThat(page.getHeight()).isEqualTo(Math.round(585f * width / 413));
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("private", "immutable");
    }

    @Test
    void showTheUpperPartOfAPageAndAskOnlyOnce() throws Exception {
        HttpResponse<byte[]> answer = picture("/api/copies/copy-1/pages/0/header/?w=400");

        assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())).getHeight())
                .isBetween(225, 228);
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(picture("/api/copies/copy-1/pages/0/header/?w=400", "If-None-Match", etag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(api.audit.entries())
                .filteredOn(entry -> entry.detail().equals("pages shown"))
                .hasSize(1);
        assertThat(picture("/api/copies/copy-1/pages/2/image/").statusCode()).isEqualTo(404);
        assertThat(picture("/api/copies/copy-1/pages/x/image/").statusCode()).isEqualTo(404);
        assertThat(picture("/api/copies/copy-1/pages/0/image/?w=0").statusCode())
                .isEqualTo(400);
        api.blobs.delete("pages/copy-1-0.jpg");
        assertThat(picture("/api/copies/copy-1/pages/0/image/").statusCode()).isEqualTo(404);
        api.blobs.publish("pages/copy-1-0.jpg", out -> out.write(1));
        assertThat(picture("/api/copies/copy-1/pages/0/image/").statusCode()).isEqualTo(400);
    }

    private List<String> found(String query) throws Exception {
        List<String> ids = new ArrayList<>();
        client.get("prof", "/api/exams/exam-1/students/?q=" + query)
                .body()
                .path("students")
                .forEach(student -> ids.add(student.path("student_id").asText()));
        return ids;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "lefevre;s1", "LEF;s1", "L%C3%A8F;s1", "fontaine;s2", "jean-m;s2", "de+la+font;s2", "1707;s1",
                        "17/07;s1",
                "17.07.2008;s1", "2008-07;s1", "20080717;s1", "tg2;s2", "lef+jean;''", "efevre;''", "oeuv;s3",
                        "'';s2,s1,s3"
            })
    void findStudentsByWhatSomebodyTypes(String query, String ids) throws Exception {
        api.students.upsert(List.of(
                new Student("s1", "LEFÈVRE", null, "Camille", LocalDate.of(2008, 7, 17), null, "TG1", null, null),
                new Student(
                        "s2", "de La Fontaine", null, "Jean-Michel", LocalDate.of(2008, 1, 2), null, "TG2", null, null),
                Student.of("s3", "Œuvrard", "Zoé", null)));

        assertThat(String.join(",", found(query))).isEqualTo(ids);
    }
}
