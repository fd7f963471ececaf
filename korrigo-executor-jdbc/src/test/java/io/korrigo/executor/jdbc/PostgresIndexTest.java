package io.korrigo.executor.jdbc;

import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("native")
class PostgresIndexTest extends IndexRules {
    PostgresIndexTest() {
        super(TestDatabase.postgres(), 100_000);
    }

    @Override
    String numbers(int count) {
        return "generate_series(1, " + count + ") n";
    }

    @Override
    String uuid() {
        return "CAST(LPAD(CAST(n AS TEXT), 32, '0') AS UUID)";
    }

    @Override
    List<String> fullScans(String plan) {
        return plan.lines().filter(line -> line.contains("Seq Scan")).toList();
    }
}
