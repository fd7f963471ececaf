-- Korrigo's tasks, version 3: nothing new on H2, whose indexes can't leave out what has not failed; every end would cost more.

INSERT INTO ${prefix}schema_version (version, applied_at) VALUES (3, CURRENT_TIMESTAMP);
