package io.korrigo.bench.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TiredDeskTest {
    @Test
    void asksWhereTheFirstStudentIsNotTheMachinesAndCountsWhatIsWrongThen() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            TiredDesk.evaluation().measure(List.of("--headers", "400", "--roster", "35"));
        } finally {
            System.setOut(before);
        }
        String told = out.toString(StandardCharsets.UTF_8);

        int silently = count(told, "asked, .*\\((\\d+)\\) wrong and not asked");
        assertThat(count(told, "copies at the desk: (\\d+)")).isBetween(20, 200);
        assertThat(count(told, "reads when asked: .*\\((\\d+)\\) wrong")).isEqualTo(silently);
        assertThat(count(told, "each time: .*\\((\\d+)\\) wrong"))
                .isGreaterThanOrEqualTo(count(told, "accepted: .*\\((\\d+)\\) wrong, nothing asked"))
                .isGreaterThan(silently);
    }

    private static int count(String told, String pattern) {
        return Pattern.compile(pattern)
                .matcher(told)
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
