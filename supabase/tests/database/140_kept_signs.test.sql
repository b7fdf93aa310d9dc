-- What scoring made of a sign is removed by whatever changes the sign or its takes.
begin;
set local search_path = extensions, public;
select plan(11);

insert into reference_signs (id, gloss, signature) values (tests.id(80), 'KEPT', 's'), (tests.id(81), 'OTHER', 's');
insert into reference_takes (id, sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
values (tests.id(82), tests.id(80), 'a', 'a.pose', md5('a'), 1, 1, 'pose'),
    (tests.id(83), tests.id(81), 'a', 'a.pose', md5('a'), 1, 1, 'pose');

create function pg_temp.kept_after(change text) returns text language plpgsql as $$
begin
    delete from signify.kept_signs;
    insert into signify.kept_signs (sign_id, signature, outline, features)
    select id, 's', 'o', 'f' from public.reference_signs;
    execute change;
    return coalesce((select string_agg(s.gloss, ' ' order by s.gloss) from signify.kept_signs k
        join public.reference_signs s on s.id = k.sign_id), '');
end
$$;

select is(pg_temp.kept_after($$select 1$$), 'KEPT OTHER', 'both are kept');
select is(pg_temp.kept_after($$update reference_signs set calibration = '[1]' where gloss = 'KEPT'$$), 'OTHER', 'a calibration');
select is(pg_temp.kept_after($$update reference_takes set signer = 'c' where id = tests.id(82)$$), 'OTHER', 'a take that is changed');
select is(
    pg_temp.kept_after($$insert into reference_takes (sign_id, signer, source, landmarks_hash, frame_count, duration_seconds, landmarks)
        values (tests.id(80), 'b', 'b.pose', md5('b'), 1, 1, 'pose')$$),
    'OTHER', 'a new take');
select is(pg_temp.kept_after($$delete from reference_takes where signer = 'b' and sign_id = tests.id(80)$$), 'OTHER', 'a take that goes');
select is(pg_temp.kept_after($$delete from reference_takes where signer = 'nobody'$$), 'KEPT OTHER', 'no take, no change');
select is(
    pg_temp.kept_after($$update reference_takes set sign_id = tests.id(81), landmarks_hash = md5('c') where id = tests.id(82)$$),
    '', 'a take that goes from one sign to another changes both');
select is(pg_temp.kept_after($$delete from reference_takes where id = tests.id(82)$$), 'KEPT', 'a take that is removed');
select is(pg_temp.kept_after($$delete from reference_signs where gloss = 'OTHER'$$), 'KEPT', 'a sign that is removed');
create temporary table before as select max(sequence) as last from signify.kept_signs;
select is(pg_temp.kept_after('select 1'), 'KEPT', 'it is kept again');
select is_empty($$select from signify.kept_signs where sequence <= (select last from before)$$, 'a number is used once');
select * from finish();
rollback;
