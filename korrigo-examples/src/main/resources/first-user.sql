insert into users values ('head', '{noop}secret', true);
insert into authorities values ('head', 'ROLE_ADMIN');
