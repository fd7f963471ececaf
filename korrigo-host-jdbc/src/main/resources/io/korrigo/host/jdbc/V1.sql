create table korrigo_exams (
    id varchar(64) primary key,
    name varchar(500) not null,
    exam_date date,
    pages_per_booklet integer not null,
    marking_scheme text not null
);

create table korrigo_exam_teachers (
    exam_id varchar(64) not null references korrigo_exams (id),
    name varchar(200) not null,
    primary key (exam_id, name)
);

create table korrigo_copies (
    id varchar(64) primary key,
    exam_id varchar(64) not null references korrigo_exams (id),
    anonymous_id varchar(50) not null unique,
    status varchar(30) not null,
    student_id varchar(64),
    identified_by varchar(20),
    probability double precision,
    final_pdf varchar(512),
    appreciation text not null,
    version bigint not null,
    unique (exam_id, student_id)
);

create table korrigo_pages (
    copy_id varchar(64) not null references korrigo_copies (id),
    page_index integer not null,
    booklet_id varchar(64) not null,
    blob_key varchar(512) not null,
    primary key (copy_id, page_index)
);

create table korrigo_annotations (
    copy_id varchar(64) not null references korrigo_copies (id),
    position integer not null,
    page_index integer not null,
    x double precision not null,
    y double precision not null,
    w double precision not null,
    h double precision not null,
    type varchar(20) not null,
    content text not null,
    score_delta varchar(40),
    primary key (copy_id, position)
);

-- Points are kept as text: a NUMERIC column would lose their scale on one database or the other.
create table korrigo_scores (
    copy_id varchar(64) not null references korrigo_copies (id),
    question_id varchar(100) not null,
    points varchar(40) not null,
    primary key (copy_id, question_id)
);

create table korrigo_remarks (
    copy_id varchar(64) not null references korrigo_copies (id),
    question_id varchar(100) not null,
    remark text not null,
    primary key (copy_id, question_id)
);

create table korrigo_students (
    id varchar(64) primary key,
    ine varchar(20),
    last_name varchar(200) not null,
    usage_name varchar(200),
    first_name varchar(200) not null,
    birth_date date,
    email varchar(320),
    class_name varchar(100),
    group_name varchar(500)
);

create table korrigo_audit (
    id bigint generated always as identity primary key,
    at timestamp with time zone not null,
    event varchar(30) not null,
    actor varchar(200) not null,
    subject varchar(200) not null,
    detail varchar(500) not null
);

create table korrigo_tokens (
    sha256 char(64) primary key,
    name varchar(200) not null,
    role varchar(20) not null
);
