package io.korrigo.executor.jdbc;

/** The statements on each of the tables with one prefix. */
record Tables(TaskTable tasks, OpenChildren openChildren, TaskLogTable logs, TicketTable tickets) {
    static Tables of(Statements statements, Database database) {
        return new Tables(
                new TaskTable(statements, database),
                new OpenChildren(statements),
                new TaskLogTable(statements),
                new TicketTable(statements, database));
    }
}
