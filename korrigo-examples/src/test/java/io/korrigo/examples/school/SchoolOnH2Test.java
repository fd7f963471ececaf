package io.korrigo.examples.school;

import org.junit.jupiter.api.Tag;
import org.springframework.test.context.TestPropertySource;

@Tag("slow")
@TestPropertySource(
        properties =
                "spring.datasource.url=jdbc:h2:async:${java.io.tmpdir}/korrigo-school-${random.uuid}/school;WRITE_DELAY=0")
class SchoolOnH2Test extends SchoolRules {}
