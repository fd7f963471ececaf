-- What persons said of whose copies they are: the last that was not undone holds, all are kept.
create table korrigo_decisions (
    id bigint generated always as identity primary key,
    copy_id varchar(64) not null references korrigo_copies (id),
    actor varchar(200) not null,
    verdict varchar(20) not null,
    student_id varchar(64),
    revealed boolean not null,
    agrees boolean,
    decided_at timestamp with time zone not null,
    -- Whose the copy was before.
    before_student_id varchar(64),
    before_identified_by varchar(20),
    before_probability double precision,
    undone_at timestamp with time zone,
    undone_by varchar(200)
);
create index korrigo_decisions_copy on korrigo_decisions (copy_id, id);
create index korrigo_copies_exam on korrigo_copies (exam_id);
