-- What scoring made of each sign, kept beside its takes, so that a service reads a large library without its landmarks.
--
-- A row speaks of one set of takes and one calibration, so whatever changes either removes it, also by hand. Numbers are
-- never used twice: a number is the edition of a sign. The bytes are read and checked by the engine alone.

create table signify.kept_signs (
    sequence bigint generated always as identity primary key,
    sign_id uuid not null references public.reference_signs (id) on delete cascade,
    signature text not null,
    outline bytea not null,
    features bytea not null,
    constraint kept_signs_sign_id_key unique (sign_id),
    constraint kept_signs_signature_check check (signature <> '')
);
-- Numbers: compressing them takes time and saves nothing.
alter table signify.kept_signs alter column outline set storage external, alter column features set storage external;
alter table signify.kept_signs enable row level security;
revoke all on table signify.kept_signs from public, anon, authenticated, service_role, content_editor, signify_worker;
-- All of them score; an editor's enrolment keeps too. A row is replaced, never changed.
grant select, insert, delete on signify.kept_signs to service_role, content_editor, signify_worker;
create policy kept_signs_of_engine on signify.kept_signs for all to content_editor, signify_worker
    using (true) with check (true);
select signify.open_to_service();

create function signify.forget_kept_signs() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if tg_table_name = 'reference_signs' then
        delete from signify.kept_signs where sign_id = old.id;
    else
        delete from signify.kept_signs where sign_id in (
            case when tg_op <> 'INSERT' then old.sign_id end, case when tg_op <> 'DELETE' then new.sign_id end);
    end if;
    return null;
end
$$;
revoke all on function signify.forget_kept_signs from public, anon, authenticated, service_role;
create trigger reference_signs_forget after update on public.reference_signs
    for each row execute function signify.forget_kept_signs();
create trigger reference_takes_forget after insert or update or delete on public.reference_takes
    for each row execute function signify.forget_kept_signs();

-- Holds signs against every change of them and of their takes, until the transaction ends: what was made of a sign is kept
-- only while it is as it was read. A take that is added or removed holds its sign for its foreign key. As the owner, since
-- a worker may read signs and change none.
create function signify.hold_signs(glosses jsonb) returns void
    language sql security definer set search_path = ''
begin atomic
    select from public.reference_signs where gloss in (select jsonb_array_elements_text(glosses))
        order by gloss for update;
end;
revoke all on function signify.hold_signs from public, anon, authenticated, service_role;
grant execute on function signify.hold_signs to service_role, content_editor, signify_worker;
