-- Tokens are listed, expire and are revoked; of those issued before nobody knows when they were.
alter table korrigo_tokens add column issued_at timestamp with time zone;
alter table korrigo_tokens add column expires_at timestamp with time zone;

create index korrigo_audit_at on korrigo_audit (at);

-- Processes that run tasks, and when they last said so.
create table korrigo_workers (
    name varchar(100) primary key,
    seen_at timestamp with time zone not null
);
