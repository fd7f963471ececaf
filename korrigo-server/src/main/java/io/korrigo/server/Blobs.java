package io.korrigo.server;

import io.korrigo.InvalidInputException;
import io.korrigo.KorrigoException;
import io.korrigo.blob.s3.S3BlobStore;
import io.korrigo.exam.BlobStore;
import io.korrigo.host.FolderBlobStore;
import io.korrigo.host.PrivateFiles;
import io.korrigo.host.Readiness;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A server's files: in its data folder, or in a bucket whose credentials the environment has. */
final class Blobs implements AutoCloseable {
    private final BlobStore store;
    private final @Nullable S3Client client;

    private Blobs(BlobStore store, @Nullable S3Client client) {
        this.store = store;
        this.client = client;
    }

    /** @throws KorrigoException when the bucket can't be reached, or may not be used */
    static Blobs open(ServerOptions options) throws IOException {
        S3Location location = options.blobs();
        if (location == null) {
            return new Blobs(
                    new FolderBlobStore(PrivateFiles.folder(options.data().resolve("blobs"))), null);
        }
        S3Client client = client(location.endpoint());
        Blobs blobs =
                new Blobs(new S3BlobStore(client, location.bucket(), location.prefix(), Clock.systemUTC()), client);
        try {
            Readiness.requireAnswers(blobs.store());
            return blobs;
        } catch (IOException failure) {
            blobs.close();
            throw new KorrigoException(
                    "The bucket " + location.bucket() + " can't be used: " + failure.getMessage(), failure);
        }
    }

    /** Credentials are looked for as all of Amazon's tools do: environment, profile, the machine's role. */
    private static S3Client client(@Nullable URI endpoint) {
        S3ClientBuilder builder = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        if (endpoint != null) {
            builder.endpointOverride(endpoint)
                    .forcePathStyle(true)
                    // Checksums of Amazon's own that other stores don't know.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
            if (System.getenv("AWS_REGION") == null) {
                builder.region(Region.US_EAST_1);
            }
        }
        try {
            return builder.build();
        } catch (SdkClientException incomplete) {
            throw new InvalidInputException("Say where the bucket is, with AWS_REGION: " + incomplete.getMessage());
        }
    }

    BlobStore store() {
        return store;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
