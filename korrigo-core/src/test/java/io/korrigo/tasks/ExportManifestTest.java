package io.korrigo.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.korrigo.exam.Copy;
import io.korrigo.exam.CopyIdentification;
import io.korrigo.exam.CopyStatus;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportManifestTest {
    @Test
    void givesTextsAsTextsAndMarksAsNumbers() {
        Copy copy = new Copy(
                "@c\"1",
                "e",
                "=A1",
                CopyStatus.READY,
                List.of(),
                new CopyIdentification("é,1", CopyIdentification.Source.PERSON, 1),
                null,
                0);
        ExportManifest manifest = new ExportManifest(true);

        manifest.add("f.pdf", copy, new PdfFacts(5, 123, 1, "ab", new BigDecimal("-1.50")));
        manifest.add(new ExportAllCopies.Failure("c2", "t", "two\nlines"), null);

        assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("file,copy_id,anonymous_id,student_id,pages,bytes,sha256,mark,error\r\n"
                        + "f.pdf,\"'@c\"\"1\",'=A1,\"é,1\",5,123,ab,-1.50,\r\n"
                        + ",c2,,,,,,,\"two\nlines\"\r\n");
    }
}
