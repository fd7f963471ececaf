package io.korrigo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.korrigo.InvalidInputException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
    @Test
    void isABucketWithOrWithoutAPrefix() {
        URI endpoint = URI.create("https://s3.school.example");

        assertThat(S3Location.parse("s3://lycee-exams", null)).isEqualTo(new S3Location("lycee-exams", "", null));
        assertThat(S3Location.parse("s3://lycee/", null)).isEqualTo(new S3Location("lycee", "", null));
        assertThat(S3Location.parse("s3://lycee/korrigo/2026/", endpoint))
                .isEqualTo(new S3Location("lycee", "korrigo/2026/", endpoint));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lycee",
                "https://lycee/",
                "s3://",
                "s3://a",
                "s3://UPPER/x",
                "s3://lycee/é",
                "s3://lycee/a b"
            })
    void refusesOtherAddresses(String address) {
        assertThatThrownBy(() -> S3Location.parse(address, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("s3://BUCKET/PREFIX");
    }

    @Test
    void refusesAnEndpointThatIsNoUrl() {
        assertThatThrownBy(() -> S3Location.parse("s3://lycee", URI.create("s3.school.example")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("https://");
    }
}
