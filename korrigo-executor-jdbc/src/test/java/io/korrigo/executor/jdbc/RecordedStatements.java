package io.korrigo.executor.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Notes each text that is executed as a prepared statement, with the parameters of the last time, and counts them. */
final class RecordedStatements {
    private static final Set<String> EXECUTING = Set.of("execute", "executeQuery", "executeUpdate", "addBatch");

    private record Setter(Method method, Object[] arguments) {}

    private final DataSource source;
    private final Map<String, List<Setter>> statements = new ConcurrentHashMap<>();
    private final AtomicInteger executed = new AtomicInteger();

    RecordedStatements(DataSource source) {
        this.source = source;
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, answer) -> answer instanceof Connection ? recorded(answer) : answer);
    }

    /** How often a prepared statement was executed since the last call; each row of a batch counts. */
    int executed() {
        return executed.getAndSet(0);
    }

    private Object recorded(Object answer) {
        return proxy(Connection.class, answer, (method, arguments, prepared) -> {
            if (!method.getName().equals("prepareStatement")) {
                return prepared;
            }
            String sql = (String) arguments[0];
            List<Setter> setters = new ArrayList<>();
            return proxy(PreparedStatement.class, prepared, (call, values, result) -> {
                if (call.getName().startsWith("set") && values.length >= 2 && values[0] instanceof Integer) {
                    setters.add(new Setter(call, values));
                } else if (EXECUTING.contains(call.getName())) {
                    executed.incrementAndGet();
                    statements.put(sql, List.copyOf(setters));
                    setters.clear();
                }
                return result;
            });
        });
    }

    /** Each recorded text with the database's plan for it. */
    Map<String, String> plans() throws Exception {
        Map<String, String> plans = new ConcurrentHashMap<>();
        try (Connection connection = source.getConnection()) {
            for (Map.Entry<String, List<Setter>> recorded : statements.entrySet()) {
                plans.put(recorded.getKey(), plan(connection, recorded.getKey(), recorded.getValue()));
            }
        }
        return plans;
    }

    /** The database's plan for a statement without parameters. */
    String plan(String sql) throws Exception {
        try (Connection connection = source.getConnection()) {
            return plan(connection, sql, List.of());
        }
    }

    private static String plan(Connection connection, String sql, List<Setter> setters) throws Exception {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql)) {
            for (Setter setter : setters) {
                setter.method().invoke(statement, setter.arguments());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        } catch (SQLException failed) {
            throw new AssertionError("No plan for " + sql, failed);
        }
        return plan.toString();
    }

    /** What becomes of an answer. */
    private interface Answer {
        Object of(Method method, Object[] arguments, Object answer);
    }

    private static <T> T proxy(Class<T> type, Object target, Answer answer) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return answer.of(
                        method, arguments == null ? new Object[0] : arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
