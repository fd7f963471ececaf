-- A scan is imported into an exam once, whatever its file is called.
create table korrigo_scans (
    exam_id varchar(64) not null references korrigo_exams (id),
    sha256 varchar(64) not null,
    source varchar(64) not null,
    pages integer not null,
    copies integer not null,
    quarantined integer not null,
    primary key (exam_id, sha256)
);
