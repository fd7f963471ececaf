package io.korrigo.executor.jdbc;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class H2IndexTest extends IndexRules {
    // An index that is used to find something is followed by a colon and what it finds.
    private static final Pattern WHOLE = Pattern.compile("/\\* PUBLIC\\.[A-Z_0-9.a-z]+ \\*/");

    H2IndexTest() {
        super(TestDatabase.h2InMemory(), 20_000);
    }

    @Override
    String numbers(int count) {
        return "(SELECT X AS n FROM SYSTEM_RANGE(1, " + count + "))";
    }

    @Override
    String uuid() {
        return "CAST(LPAD(CAST(n AS VARCHAR), 32, '0') AS UUID)";
    }

    @Override
    List<String> fullScans(String plan) {
        return WHOLE.matcher(plan).results().map(MatchResult::group).toList();
    }
}
