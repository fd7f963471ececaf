-- Korrigo's tasks, version 1, for PostgreSQL 14 and later. ${prefix} stands for the tables' prefix.

CREATE TABLE ${prefix}task (
    id UUID PRIMARY KEY,
    sequence BIGINT GENERATED ALWAYS AS IDENTITY,
    kind VARCHAR(64) NOT NULL,
    version INTEGER NOT NULL,
    parameters TEXT NOT NULL,
    owner TEXT NOT NULL,
    idempotency_key VARCHAR(200),
    priority INTEGER NOT NULL,
    parent UUID REFERENCES ${prefix}task (id) ON DELETE CASCADE,
    state VARCHAR(8) NOT NULL,
    step VARCHAR(6) NOT NULL,
    attempt INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    claimed BOOLEAN NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    -- When a worker may take it: now, after a pause, or when the claim runs out. Null: ended, or waiting for children.
    due_at TIMESTAMP WITH TIME ZONE,
    children INTEGER NOT NULL,
    ended_children INTEGER NOT NULL,
    progress_current BIGINT,
    progress_total BIGINT,
    result TEXT,
    error TEXT,
    submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    -- The first line of the task's log; the others are rows of their own.
    first_worker VARCHAR(500),
    first_claimed_at TIMESTAMP WITH TIME ZONE,
    -- How it ended, unless as most do.
    ended_as VARCHAR(8) GENERATED ALWAYS AS (CASE WHEN state IN ('FAILURE', 'REVOKED') THEN state END) STORED
) WITH (fillfactor = 80);
-- No index has a column that changes before a task ends: a claim then costs the indexes nothing.
CREATE UNIQUE INDEX ${prefix}task_key ON ${prefix}task (owner, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX ${prefix}task_open ON ${prefix}task (parent, sequence) WHERE ended_at IS NULL;
CREATE INDEX ${prefix}task_parent ON ${prefix}task (parent, sequence) WHERE parent IS NOT NULL;
-- For lists, the last first.
CREATE INDEX ${prefix}task_sequence ON ${prefix}task (sequence) WHERE parent IS NULL;
CREATE INDEX ${prefix}task_owner ON ${prefix}task (owner, sequence) WHERE parent IS NULL;
CREATE INDEX ${prefix}task_kind ON ${prefix}task (kind, sequence) WHERE parent IS NULL;
CREATE INDEX ${prefix}task_ended_as ON ${prefix}task (ended_as, sequence) WHERE parent IS NULL AND ended_as IS NOT NULL;
CREATE INDEX ${prefix}task_ended ON ${prefix}task (ended_at) WHERE parent IS NULL AND ended_at IS NOT NULL;

CREATE TABLE ${prefix}task_log (
    task UUID NOT NULL REFERENCES ${prefix}task (id) ON DELETE CASCADE,
    number BIGINT GENERATED ALWAYS AS IDENTITY,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    line VARCHAR(500) NOT NULL,
    PRIMARY KEY (task, number)
);

-- The rows that db-scheduler picks: each says that a task may be due, and goes when a worker has looked.
CREATE TABLE ${prefix}ticket (
    task_name VARCHAR(100) NOT NULL,
    task_instance VARCHAR(100) NOT NULL,
    task_data BYTEA,
    execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by VARCHAR(50),
    last_success TIMESTAMP WITH TIME ZONE,
    last_failure TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP WITH TIME ZONE,
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX ${prefix}ticket_due ON ${prefix}ticket (priority DESC, execution_time) WHERE NOT picked;
CREATE INDEX ${prefix}ticket_heartbeat ON ${prefix}ticket (last_heartbeat) WHERE picked;
-- An empty table seems so cheap to read that a plan made then reads it whole, and is kept when thousands of tickets wait.
-- So it has pages from the outset, and keeps them.
ALTER TABLE ${prefix}ticket SET (vacuum_truncate = false);
INSERT INTO ${prefix}ticket (task_name, task_instance, execution_time, picked, version)
    SELECT REPEAT('-', 100), LPAD(CAST(n AS TEXT), 100), CURRENT_TIMESTAMP, FALSE, 1 FROM generate_series(1, 2000) AS n;
DELETE FROM ${prefix}ticket;

-- Each file adds its version, whoever runs it.
CREATE TABLE ${prefix}schema_version (
    version INTEGER PRIMARY KEY,
    applied_at TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO ${prefix}schema_version (version, applied_at) VALUES (1, CURRENT_TIMESTAMP);
