-- A block ledger as one would write it in a relational database: units are ranges of serials on accounts, each
-- transfer splits a range, and the journal is a chain of hashes whose head is one row.
create table head (id int primary key, n bigint not null, hash bytea not null);
create table block (account int, first bigint, last bigint not null, primary key (account, first));
create table journal (n bigint primary key, body bytea not null, hash bytea not null);

insert into head values (1, 0, sha256(''));
insert into block select account, account * 1000000000000::bigint + 1, (account + 1) * 1000000000000::bigint
    from generate_series(0, 1999) account;

create function transfer(source int, target int, units bigint) returns void language plpgsql as $$
declare
    number bigint;
    previous bytea;
    held block;
    entry bytea;
    chained bytea;
begin
    select n, hash into number, previous from head where id = 1 for update;
    select * into held from block where account = source and last - first + 1 >= units order by first limit 1;
    if not found then
        raise exception 'account % holds too little', source;
    end if;
    delete from block where account = source and first = held.first;
    if held.first + units <= held.last then
        insert into block values (source, held.first + units, held.last);
    end if;
    -- The neighbour below is joined, as the registry does.
    update block set last = held.first + units - 1 where account = target and last = held.first - 1;
    if not found then
        insert into block values (target, held.first, held.first + units - 1);
    end if;
    entry := convert_to(format('{"n":%s,"at":"2022-07-27T17:00:00.000+06:00","from":%s,"to":%s,"block":"%s:%s",'
        '"basis":{"document":{"number":"17","sha256":"%s"},"paragraph":"Code 289(7)","ruleSet":"2021-07-01"},'
        '"by":["registrar-1","registrar-2"],"instruction":"ownTransfer.970140000112.2022.%s/trade"}',
        number, source, target, held.first, held.first + units - 1, repeat('a', 64), number), 'UTF8');
    chained := sha256(previous || entry);
    insert into journal values (number, entry, chained);
    update head set n = number + 1, hash = chained where id = 1;
end $$;

create function transfers(count int, seed int) returns void language plpgsql as $$
begin
    for i in 1 .. count loop
        perform transfer((seed + i * 7919) % 2000, (seed + i * 7919 + 1) % 2000, 10);
    end loop;
end $$;
