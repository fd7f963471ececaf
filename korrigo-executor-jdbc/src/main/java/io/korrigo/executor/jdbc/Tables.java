package io.korrigo.executor.jdbc;

/** The statements on each of the tables with one prefix. */
record Tables(
        TaskTable tasks,
        WaitingTasks waiting,
        OpenTasks openTasks,
        OpenChildren openChildren,
        TaskLogTable logs,
        TicketTable tickets) {
    static Tables of(Statements statements, Dialect dialect) {
        TaskTable tasks = new TaskTable(statements, dialect);
        return new Tables(
                tasks,
                new WaitingTasks(tasks),
                new OpenTasks(statements, dialect),
                new OpenChildren(statements),
                new TaskLogTable(statements),
                new TicketTable(statements, dialect));
    }
}
