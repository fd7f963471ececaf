-- Korrigo's tasks, version 2: what a task is about, and by when and about what tasks are listed and watched.

ALTER TABLE ${prefix}task ADD COLUMN subject VARCHAR(200);
CREATE INDEX ${prefix}task_subject ON ${prefix}task (subject, sequence) WHERE parent IS NULL AND subject IS NOT NULL;
CREATE INDEX ${prefix}task_submitted ON ${prefix}task (submitted_at) WHERE parent IS NULL;
-- For those who watch: what somebody has under way.
CREATE INDEX ${prefix}task_owner_open ON ${prefix}task (owner) WHERE parent IS NULL AND ended_at IS NULL;
INSERT INTO ${prefix}schema_version (version, applied_at) VALUES (2, CURRENT_TIMESTAMP);
