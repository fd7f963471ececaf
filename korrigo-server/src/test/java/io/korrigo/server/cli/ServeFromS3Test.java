package io.korrigo.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.korrigo.task.ProgressReporter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code korrigo serve --blobs s3://...} against a server that speaks S3. */
@Tag("slow")
class ServeFromS3Test {
    private static final String SECRET = "only-in-this-test";

    @TempDir
    private Path folder;

    private S3Proxy server;
    private URI endpoint;

    @BeforeEach
    void startServer() throws Exception {
        BlobStore memory = BlobStores.create("transient-nio2", new Properties());
        server = S3Proxy.builder()
                .blobStore(memory)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "korrigo", SECRET)
                .build();
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + server.getPort());
    }

    @AfterEach
    void stopServer() throws Exception {
        server.stop();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("korrigo", SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private List<String> arguments() {
        return List.of(
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString(),
                "--blobs",
                "s3://exams/school",
                "--blobs-endpoint",
                endpoint.toString(),
                "--load-exam",
                Console.sampleClass().toString());
    }

    @Test
    void keepsPagesPdfsAndArchivesInTheBucket() throws Exception {
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket("exams"));
            Map<String, String> credentials = Map.of("AWS_ACCESS_KEY_ID", "korrigo", "AWS_SECRET_ACCESS_KEY", SECRET);
            ServedProcess served = ServedProcess.start(folder.resolve("log"), credentials, arguments());
            try {
                RestClient rest = new RestClient(served.uri(), served.token());
                String exam =
                        SampleClassFolder.read(Console.sampleClass()).exam().examId();

                JsonNode exported =
                        rest.succeeded(rest.post("/api/exams/" + exam + "/export-all/"), ProgressReporter.NONE);

                assertThat(exported.path("result").path("succeeded").asInt()).isEqualTo(24);
                Path zip = folder.resolve("export.zip");
                rest.download("/api/tasks/" + exported.path("task_id").asText() + "/zip/", zip);
                try (ZipFile archive = new ZipFile(zip.toFile())) {
                    assertThat(archive.size()).isEqualTo(25);
                }
                assertThat(client.listObjectsV2Paginator(request -> request.bucket("exams")).contents().stream()
                                .map(S3Object::key))
                        .allMatch(key -> key.startsWith("school/"))
                        .contains(
                                "school/" + exported.path("result").path("zip").asText());
                assertThat(Files.exists(folder.resolve("data").resolve("blobs")))
                        .isFalse();
            } finally {
                served.kill();
            }
        }
    }

    @Test
    void saysThatTheBucketCannotBeUsed() {
        Console console = new Console();

        System.setProperty("aws.accessKeyId", "korrigo");
        System.setProperty("aws.secretAccessKey", SECRET);
        int status = console.run(
                Stream.concat(Stream.of("serve"), arguments().stream()).toArray());

        assertThat(status).isEqualTo(1);
        assertThat(console.err()).contains("The bucket exams can't be used").hasLineCount(1);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Console console = new Console();

        assertThat(console.run("serve", "--blobs", "exams", "--data", folder)).isEqualTo(2);
        assertThat(console.err()).contains("s3://BUCKET/PREFIX");
        assertThat(console.run("serve", "--blobs-endpoint", "http://localhost", "--data", folder))
                .isEqualTo(2);
        assertThat(console.err()).contains("goes with --blobs");
    }
}
