-- Korrigo's tasks, version 2: what a task is about, and by when and about what tasks are listed and watched.

ALTER TABLE ${prefix}task ADD COLUMN subject VARCHAR(200);
CREATE INDEX ${prefix}task_subject ON ${prefix}task (subject, sequence);
CREATE INDEX ${prefix}task_submitted ON ${prefix}task (submitted_at);
-- For those who watch: what somebody has under way.
CREATE INDEX ${prefix}task_owner_open ON ${prefix}task (owner, ended_at);
INSERT INTO ${prefix}schema_version (version, applied_at) VALUES (2, CURRENT_TIMESTAMP);
