-- Who holds a copy while marking it; a LOCKED copy of which this is over is READY.
alter table korrigo_copies add column locked_by varchar(200);
alter table korrigo_copies add column lock_sha256 varchar(64);
alter table korrigo_copies add column locked_until timestamp with time zone;
