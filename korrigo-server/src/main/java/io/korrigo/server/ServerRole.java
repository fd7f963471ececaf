package io.korrigo.server;

/** What one process of a server does; several share a database and a data folder. */
public enum ServerRole {
    /** Answers calls and runs tasks. */
    ALL,
    /** Answers calls; others run the tasks. */
    WEB,
    /** Runs tasks; answers the health checks only. */
    WORKER
}
