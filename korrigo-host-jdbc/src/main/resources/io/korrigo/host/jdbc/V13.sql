-- What was built on copies and taken back.
create table korrigo_revocations (
    id bigint generated always as identity primary key,
    copy_id varchar(64) not null references korrigo_copies (id),
    actor varchar(200) not null,
    reason varchar(500) not null,
    revoked_at timestamp with time zone not null,
    graded boolean not null,
    final_pdf varchar(512)
);
create index korrigo_revocations_copy on korrigo_revocations (copy_id, id);

-- Archives that hold the copy as it was, by the task that made them.
create table korrigo_revoked_exports (
    task_id varchar(64) not null,
    revocation_id bigint not null references korrigo_revocations (id) on delete cascade,
    primary key (task_id, revocation_id)
);
create index korrigo_revoked_exports_revocation on korrigo_revoked_exports (revocation_id);
