-- Korrigo's tasks, version 1, for H2 2.2 and later. ${prefix} stands for the tables' prefix.

CREATE TABLE ${prefix}task (
    id UUID PRIMARY KEY,
    sequence BIGINT GENERATED ALWAYS AS IDENTITY,
    kind VARCHAR(64) NOT NULL,
    version INTEGER NOT NULL,
    parameters VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
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
    result VARCHAR,
    error VARCHAR,
    submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    -- The first line of the task's log; the others are rows of their own.
    first_worker VARCHAR(500),
    first_claimed_at TIMESTAMP WITH TIME ZONE,
    -- How it ended, unless as most do.
    -- Not IN: H2 2.4 ties its values to the connection that made the table, and nothing can be stored once that is closed.
    ended_as VARCHAR(8) GENERATED ALWAYS AS (CASE state WHEN 'FAILURE' THEN state WHEN 'REVOKED' THEN state END)
);
CREATE UNIQUE INDEX ${prefix}task_key ON ${prefix}task (owner, idempotency_key);
CREATE INDEX ${prefix}task_due ON ${prefix}task (due_at);
CREATE INDEX ${prefix}task_parent ON ${prefix}task (parent, sequence);
-- For lists, the last first.
CREATE INDEX ${prefix}task_owner ON ${prefix}task (owner, sequence);
CREATE INDEX ${prefix}task_kind ON ${prefix}task (kind, sequence);
CREATE INDEX ${prefix}task_state ON ${prefix}task (state, sequence);
CREATE INDEX ${prefix}task_ended ON ${prefix}task (ended_at);

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
    task_data VARBINARY,
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
CREATE INDEX ${prefix}ticket_due ON ${prefix}ticket (picked, priority DESC, execution_time);
CREATE INDEX ${prefix}ticket_heartbeat ON ${prefix}ticket (picked, last_heartbeat);

-- Each file adds its version, whoever runs it.
CREATE TABLE ${prefix}schema_version (
    version INTEGER PRIMARY KEY,
    applied_at TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO ${prefix}schema_version (version, applied_at) VALUES (1, CURRENT_TIMESTAMP);
