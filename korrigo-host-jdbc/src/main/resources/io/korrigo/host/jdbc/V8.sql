-- V8
-- The pages of scans as they came: never changed. Where they lie now follows from the corrections.
create table korrigo_scanned_pages (
    exam_id varchar(64) not null references korrigo_exams (id),
    position integer not null,
    page_id varchar(100) not null,
    picture varchar(512) not null,
    file varchar(500) not null,
    sheet integer not null,
    recto boolean not null,
    blank boolean not null,
    begins_booklet boolean not null,
    copy_id varchar(64),
    reason varchar(40),
    primary key (exam_id, position),
    unique (exam_id, page_id)
);

-- What people put right, in order; nothing is taken out.
create table korrigo_corrections (
    exam_id varchar(64) not null references korrigo_exams (id),
    number integer not null,
    actor varchar(200) not null,
    undoes integer,
    correction text not null,
    primary key (exam_id, number)
);

-- Annotations of pages in quarantine, which no copy has; they go with the page when it is put into one.
create table korrigo_kept_annotations (
    exam_id varchar(64) not null references korrigo_exams (id),
    page_id varchar(100) not null,
    position integer not null,
    x double precision not null,
    y double precision not null,
    w double precision not null,
    h double precision not null,
    type varchar(20) not null,
    content text not null,
    score_delta varchar(40),
    primary key (exam_id, page_id, position)
);
