-- Whether what was taken back is still to be made anew; of what was revoked before, it is.
alter table korrigo_revocations add column rebuild_due boolean default false not null;
