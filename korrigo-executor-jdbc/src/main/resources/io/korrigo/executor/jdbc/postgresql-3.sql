-- Korrigo's tasks, version 3: what has failed is found among an owner's or an exam's tasks without reading them all.

CREATE INDEX ${prefix}task_owner_ended_as ON ${prefix}task (owner, ended_as, sequence) WHERE parent IS NULL AND ended_as IS NOT NULL;
CREATE INDEX ${prefix}task_subject_ended_as ON ${prefix}task (subject, ended_as, sequence)
    WHERE parent IS NULL AND ended_as IS NOT NULL AND subject IS NOT NULL;
INSERT INTO ${prefix}schema_version (version, applied_at) VALUES (3, CURRENT_TIMESTAMP);
