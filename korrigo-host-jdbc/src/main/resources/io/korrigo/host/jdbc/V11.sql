-- What people know of a scan beside its counts, so that its balance outlives the import's result.
alter table korrigo_scans add column name varchar(200) default '' not null;
alter table korrigo_scans add column sheets_expected integer;
alter table korrigo_scans add column copies_expected integer;
-- Both null for scans of earlier versions.
alter table korrigo_scans add column added_at timestamp with time zone;
alter table korrigo_scans add column number integer;

create table korrigo_scan_problems (
    exam_id varchar(64) not null,
    sha256 varchar(64) not null,
    position integer not null,
    kind varchar(40) not null,
    sheet integer not null,
    copy_id varchar(64),
    found integer not null,
    expected integer not null,
    primary key (exam_id, sha256, position)
);
