package io.korrigo.executor.jdbc;

/** The statements on each of the tables with one prefix. */
record Tables(TaskTable tasks, OpenTasks openTasks, OpenChildren openChildren, TaskLogTable logs, TicketTable tickets) {
    static Tables of(Statements statements, Dialect dialect) {
        return new Tables(
                new TaskTable(statements, dialect),
                new OpenTasks(statements, dialect),
                new OpenChildren(statements),
                new TaskLogTable(statements),
                new TicketTable(statements, dialect));
    }
}
