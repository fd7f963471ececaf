-- Copies of which a machine became sure by a person's decision on another one: whose they are goes with it.
create table korrigo_decision_followers (
    decision_id bigint not null references korrigo_decisions (id) on delete cascade,
    copy_id varchar(64) not null references korrigo_copies (id),
    student_id varchar(64) not null,
    primary key (decision_id, copy_id)
);
create index korrigo_decision_followers_copy on korrigo_decision_followers (copy_id);
